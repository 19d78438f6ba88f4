import { component, workspace } from 'appia'
const minute = 60
const hours = 2
let total = 10
total += minute
total++
const value = {
  seconds: hours * 60 * minute,
  negative: -5,
  positive: +5,
  sum: 1 + 2,
  total,
  comparison: hours > 1,
  not: !true,
  chosen: hours > 1 ? 'many' : 'one',
  fallback: (undefined as number | undefined) ?? minute,
  either: 0 || minute,
  both: true && 'yes',
  max: Math.max(minute, 30),
  parsed: Number('42'),
  rounded: Math.round(7.5),
  type: typeof minute,
}
export default workspace({ name: 'golden', components: { c: component('c', value) }, environments: { local: { store: 'embedded' } } })
