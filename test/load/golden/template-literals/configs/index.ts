import { component, workspace } from 'appia'
const host = '127.0.0.1'
const port = 2379
const plain = `no parts`
const endpoint = `http://${host}:${port}`
const value = { plain, endpoint, nested: `${endpoint}/v3/${`kv${1}`}`, upper: host.toUpperCase(), split: 'a,b'.split(','), padded: String(port).padStart(6, '0'), tagged: String.raw`x${port}` }
export default workspace({ name: 'golden', components: { c: component('c', value) }, environments: { local: { store: 'embedded' } } })
