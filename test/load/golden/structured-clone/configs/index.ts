import { component, workspace } from 'appia'
const base = { a: 1, list: [{ b: 2 }, 'three'], shared: {} as object }
const copy = structuredClone(base)
copy.a = 10
const value = { copy, list: structuredClone(base.list), plain: structuredClone(4) }
export default workspace({ name: 'golden', components: { c: component('c', value) }, environments: { local: { store: 'embedded' } } })
