import { component, workspace } from 'appia'
const base = { a: 1, list: [true, { b: 'two' }], left: undefined, dropped: 3 }
const text = JSON.stringify(base)
const value = {
  copy: JSON.parse(text),
  direct: JSON.parse(JSON.stringify({ x: -1, y: null })),
  picked: JSON.parse(JSON.stringify(base, ['a'])),
  spaced: JSON.parse(JSON.stringify(base, null, 2)).list,
  written: JSON.parse('{"by": "hand"}'),
  text: JSON.stringify([1]),
}
export default workspace({ name: 'golden', components: { c: component('c', value) }, environments: { local: { store: 'embedded' } } })
