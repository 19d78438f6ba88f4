import { component, workspace } from 'appia'
import { override } from 'appia'
const base = { port: 1, net: { a: 1, b: 2 }, list: [1, 2] }
const once = { ...base, port: 2 }
const twice = { ...once, port: 3, net: { ...once.net, a: 10 } }
const assigned = Object.assign({}, base, { port: 20 }, { port: 30 })
const written = structuredClone(base)
written.port = 40
written.port += 2
const replaced = { ...base, net: { a: 5, b: 2, c: 6 } }
const sniffer = component('sniffer', base)
const value = { twice, assigned, written, replaced, overridden: override(override(sniffer, { port: 7, net: { b: 8 } }), { port: 9, list: [3] }).value }
export default workspace({ name: 'golden', components: { c: component('c', value) }, environments: { local: { store: 'embedded' } } })
