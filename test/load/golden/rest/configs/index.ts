import { component, workspace } from 'appia'
const base = { a: 1, b: 2, c: { d: 3 }, e: 4 }
const { a, ...others } = base
const [head, ...tail] = [10, 20, 30]
function gather(first: number, ...more: number[]) {
  return { first, more }
}
const list = [5, 6]
const value = { a, others, head, tail, gathered: gather(100, 200, ...list) }
export default workspace({ name: 'golden', components: { c: component('c', value) }, environments: { local: { store: 'embedded' } } })
