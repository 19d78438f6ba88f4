import { component, workspace } from 'appia'
import limits from './limits.json' with { type: 'json' }
const value = { ...limits, first: limits.ports[0] }
export default workspace({ name: 'golden', components: { c: component('c', value) }, environments: { local: { store: 'embedded' } } })
