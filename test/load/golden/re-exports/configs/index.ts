import { component, workspace } from 'appia'
import * as all from './leaf'
import { b, fromDefault, renamed, star, type Unused } from './barrel'
const value = { a: all.a, renamed, b, star, fromDefault, deep: all.nested.deep, listed: Object.keys(all) }
export default workspace({ name: 'golden', components: { c: component('c', value) }, environments: { local: { store: 'embedded' } } })
