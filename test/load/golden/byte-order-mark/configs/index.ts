import { component, workspace } from 'appia'
const value = { first: 1 }
export default workspace({ name: 'golden', components: { c: component('c', value) }, environments: { local: { store: 'embedded' } } })
