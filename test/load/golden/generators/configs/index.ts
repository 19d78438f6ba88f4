import { component, workspace } from 'appia'
function* ports(first: number, names: readonly string[], { step = 2 } = {}) {
  yield first
  yield* names
  yield* new Set([first, 9])
  for (const name of names) yield { name, step }
}
class Range {
  constructor(readonly list: readonly number[]) {}
  *each(extra: number) {
    for (const one of this.list) yield one
    yield extra
  }
}
function* taking(): Generator<string, { got: string }, string> {
  const got = yield 'a'
  return { got }
}
const it = taking()
it.next()
const part = ['x', 'y', 'z'].values()
part.next()
const value = {
  ports: [...ports(22, ['ssh', 'web'])],
  range: Array.from(new Range([1, 2]).each(3)),
  got: it.next('b').value,
  part: [...part],
  text: ((text: string) => [...text, 'last'])('hi'),
}
export default workspace({ name: 'golden', components: { c: component('c', value) }, environments: { local: { store: 'embedded' } } })
