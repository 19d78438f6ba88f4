// Leaf diff of lists that differ everywhere: time per element must not grow with the length.
import { diffLeaves } from '../../src/plan/index.ts'

for (const length of [6_250, 12_500, 25_000, 50_000]) {
  const from = Array.from({ length }, (_, index) => ({ name: `n${index}`, value: index }))
  const to = from.map(({ name, value }) => ({ name, value: value + 1 }))
  diffLeaves(from.slice(0, 100), to.slice(0, 100))
  const started = performance.now()
  diffLeaves(from, to)
  const taken = performance.now() - started
  const each = (taken * 1000) / length
  console.log(
    `${length.toLocaleString('en').padStart(7)} elements  ${taken.toFixed(0).padStart(5)} ms  ${each.toFixed(2)} µs each`,
  )
}
