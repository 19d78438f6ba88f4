import { component, workspace } from 'appia'
const limits = {
  base: 100,
  get high() {
    return this.base
  },
  get doubled() {
    return this.base * 2
  },
  get fixed() {
    return 7
  },
  get nested() {
    return { deep: 'in a getter' }
  },
}
const value = { ...limits, direct: limits.fixed, kept: limits }
export default workspace({ name: 'golden', components: { c: component('c', value) }, environments: { local: { store: 'embedded' } } })
