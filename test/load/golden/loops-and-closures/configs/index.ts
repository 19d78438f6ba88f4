import { component, workspace } from 'appia'
const names = ['a', 'b']
const built: Record<string, unknown> = {}
for (const [index, name] of names.entries()) built[name] = { index, name }
const squares: number[] = []
for (let i = 1; i <= 3; i++) squares.push(i * i)
for (const key in { k1: 1 }) built[key] = key
const counter = () => {
  let count = 0
  return () => (count += 1)
}
const next = counter()
next()
function* numbers() {
  yield 1
  yield 2
}
const cached = memo((n: number) => ({ n, label: 'cached' }))
function memo<T>(make: (n: number) => T) {
  let kept: T | undefined
  return (n: number) => (kept ??= make(n))
}
function failing() {
  try {
    throw new Error('x')
  } catch (error) {
    return (error as Error).message
  } finally {
    names.length
  }
}
const picked = (() => {
  switch (names[0]) {
    case 'a':
      return 'first'
    default:
      return 'other'
  }
})()
const value = { built, squares, second: next(), generated: [...numbers()], memo: [cached(1), cached(2)], failing: failing(), picked, applied: Math.max.apply(null, [3, 4]), bound: ((a: number, b: number) => ({ a, b })).bind(null, 1)(2) }
export default workspace({ name: 'golden', components: { c: component('c', value) }, environments: { local: { store: 'embedded' } } })
