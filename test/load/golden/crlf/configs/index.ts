import { component, workspace } from 'appia'
const limits = {
  high: 1000,
  // a comment
  low: 1,
}
const value = { ...limits, text: `one
two` }
export default workspace({ name: 'golden', components: { c: component('c', value) }, environments: { local: { store: 'embedded' } } })
