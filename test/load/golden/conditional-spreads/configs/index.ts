import { component, workspace } from 'appia'
const isLarge: boolean = true
const isDual: boolean = false
const value = {
  threads: 2,
  mode: 'host',
  ...(isLarge && { threads: 8 }),
  ...(isDual ? { mode: 'dual' } : { gateway: null }),
  ...(isDual && { never: 1 }),
  list: [1, ...(isLarge ? [2, 3] : []), 4],
}
export default workspace({ name: 'golden', components: { c: component('c', value) }, environments: { local: { store: 'embedded' } } })
