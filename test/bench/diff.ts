// Leaf diff of lists: time per element must not grow with the length, whatever happened to them; and how many lines a
// plan shows for random edits, beside the fewest that could say it.
import type { JsonValue } from '../../src/model/index.ts'
import { diffLeaves } from '../../src/plan/index.ts'
import { editOnce, fewestLines, nestedLists, type Random, randomOf } from './random-edits.ts'

for (const length of [6_250, 12_500, 25_000, 50_000]) {
  const from = Array.from({ length }, (_, index) => ({ name: `n${index}`, value: index }))
  report(
    'named, each changed',
    from,
    from.map(({ name, value }) => ({ name, value: value + 1 })),
  )
}

const random = randomOf(7)
const unnamed = Array.from({ length: 4_000 }, (_, index) => ({
  host: `h${index}`,
  port: index % 7,
  up: true,
}))
const flags = Array.from({ length: 4_000 }, () => random(2) === 0)
const fresh = { host: 'new', port: 1, up: true }
report('unnamed, one more in front', unnamed.slice(0, 3_000), [fresh, ...unnamed.slice(0, 3_000)])
report('unnamed, one more here and there', unnamed, [
  fresh,
  ...unnamed.slice(0, 2_000),
  fresh,
  ...unnamed.slice(2_000),
])
report('unnamed, shuffled', unnamed, shuffled(unnamed, random))
report('unnamed, reversed', unnamed, [...unnamed].reverse())
report(
  'unnamed, each changed',
  unnamed,
  unnamed.map((each) => ({ ...each, up: false })),
)
report(
  'unnamed, shuffled and each changed',
  unnamed,
  shuffled(unnamed, random).map((each) => ({ ...each, up: false })),
)
report(
  'unnamed, all others',
  unnamed,
  Array.from({ length: 4_000 }, (_, index) => ({ address: index, zone: `z${index}` })),
)
report('two values, shuffled', flags, shuffled(flags, random))
report('numbers, shuffled', [...flags.keys()], shuffled([...flags.keys()], random))

console.log('\nnested lists         edits  lines shown  fewest without moves  fewest with the edits known')
for (const [documents, edits] of [
  [1_000, 1],
  [250, 4],
  [50, 20],
] as const) {
  let [shown, fewest, known] = [0, 0, 0]
  for (let number = 0; number < documents; number++) {
    const from = nestedLists(random)
    let edited = { document: from, lines: 0 }
    for (let edit = 0; edit < edits; edit++) edited = editOnce(edited, random, edit)
    const least = fewestLines(from, edited.document)
    shown += diffLeaves(from, edited.document).length
    fewest += least
    known += Math.min(least, edited.lines)
  }
  const columns = [documents * edits, shown, fewest, known].map((count, index) =>
    String(count).padStart([6, 13, 22, 29][index] ?? 0),
  )
  console.log(`${String(documents).padStart(5)} documents × ${String(edits).padEnd(2)}${columns.join('')}`)
}

function report(what: string, from: JsonValue & readonly JsonValue[], to: JsonValue): void {
  diffLeaves(from.slice(0, 100), [])
  const before = process.cpuUsage()
  const lines = diffLeaves(from, to).length
  const used = process.cpuUsage(before)
  const taken = (used.user + used.system) / 1000
  const each = (taken * 1000) / from.length
  console.log(
    `${what.padEnd(34)} ${from.length.toLocaleString('en').padStart(7)} elements ${taken.toFixed(0).padStart(6)} ms ${each.toFixed(1).padStart(6)} µs each ${lines.toLocaleString('en').padStart(7)} lines`,
  )
}

function shuffled<Value>(list: readonly Value[], draw: Random): Value[] {
  const result = [...list]
  for (let index = result.length - 1; index > 0; index--) {
    const other = draw(index + 1)
    const [one, two] = [result[index] as Value, result[other] as Value]
    result[index] = two
    result[other] = one
  }
  return result
}
