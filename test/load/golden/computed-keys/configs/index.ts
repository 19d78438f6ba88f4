import { component, workspace } from 'appia'
const names = ['x', 'y']
const prefix = 'limit_'
const key = `${prefix}high`
const table = { small: 16, large: 4096 }
const size: keyof typeof table = 'large'
const value = {
  [key]: 1000,
  [names[1] as string]: 'by element',
  ['literal' + '_key']: true,
  chosen: table[size],
  byIndex: ['p', 'q', 'r'][1 + 1],
}
export default workspace({ name: 'golden', components: { c: component('c', value) }, environments: { local: { store: 'embedded' } } })
