// This build beside another one, command by command: whole processes in pairs, A B B A …, so that a machine that slows down
// slows both. What stands in the table are medians of the pairs. By hand: npm run bench against -- --build DIR [--runs N] [--only WORD]
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { once, openSide, type Side } from './against/built-side.ts'
import { type Cost, costOf, memoryOf, type Run } from './against/process-cost.ts'

interface Scene {
  readonly name: string
  readonly run: (side: Side) => Run
  /** Before each run, not timed. */
  readonly prepare?: (side: Side, round: number) => void
}

const here = join(import.meta.dirname, '../..')
const { values } = parseArgs({
  options: {
    build: { type: 'string' },
    runs: { type: 'string', default: '11' },
    only: { type: 'string', default: '' },
  },
})
if (values.build === undefined) throw new Error('--build DIR names the checkout to compare with')
const other = resolve(values.build)
const runs = Number(values.runs)

const store = ['--env', 'lab']
const forget = (side: Side) => side.forget()
const scenes: readonly Scene[] = [
  { name: 'node -e 0', run: (side) => side.run(['-e', '0']) },
  { name: '--help', run: (side) => side.run(['--help']) },
  { name: 'check, nothing changed', run: (side) => side.run(['check']) },
  { name: 'plan, nothing to change', run: (side) => side.run(['plan', ...store]) },
  { name: 'plan, TLS and a user', run: (side) => side.run(['plan', ...store], { isGuarded: true }) },
  { name: 'plan, one leaf changed', run: (side) => side.run(['plan', ...store], { isEdited: true }) },
  { name: 'status', run: (side) => side.run(['status', ...store]) },
  { name: 'drift', run: (side) => side.run(['drift', ...store]) },
  { name: 'history', run: (side) => side.run(['history', ...store]) },
  {
    name: 'check, sources changed',
    run: (side) => side.run(['check']),
    prepare: (side) => side.forget({ areSchemasKnown: true }),
  },
  { name: 'check, cold', run: (side) => side.run(['check']), prepare: forget },
  { name: 'plan, cold', run: (side) => side.run(['plan', ...store]), prepare: forget },
  {
    name: 'apply of a saved plan',
    run: (side) => side.run(['apply', '../saved.plan.json', '--yes', ...store]),
    prepare: (side, round) =>
      once(side.run(['plan', '-o', '../saved.plan.json', ...store], { isEdited: round % 2 === 0 })),
  },
]

const folder = mkdtempSync(join(tmpdir(), 'appia-bench-against-'))
const sides: Side[] = []
try {
  for (const [name, checkout] of Object.entries({ here, other })) {
    mkdirSync(join(folder, name))
    sides.push(await openSide(checkout, join(folder, name)))
  }
  const [a, b] = sides as [Side, Side]
  console.log(`${runs} pairs; load ${loadText()}; ms are medians here; ratios to ${other}, medians of pairs`)
  console.log(
    '| what | wall ms | cpu ms | MiB | wall | cpu | memory |\n| --- | --- | --- | --- | --- | --- | --- |',
  )
  for (const scene of scenes.filter(({ name }) => name.includes(values.only))) console.log(row(scene, a, b))
  console.log(`load at the end ${loadText()}`)
} finally {
  for (const side of sides) await side.close()
  rmSync(folder, { recursive: true, force: true })
}

function row(scene: Scene, a: Side, b: Side): string {
  const pairs: { readonly a: Cost; readonly b: Cost }[] = []
  let round = 0
  const cost = (side: Side) => {
    scene.prepare?.(side, round)
    return costOf(scene.run(side))
  }
  const inTurn = (): { a: Cost; b: Cost } => {
    if (round % 2 === 0) return { a: cost(a), b: cost(b) }
    const second = cost(b)
    return { a: cost(a), b: second }
  }
  for (; round <= runs; round++) {
    const pair = inTurn()
    if (round > 0) pairs.push(pair) // the first warms the caches
  }
  const [memory, others] = [a, b].map((side) => {
    scene.prepare?.(side, round)
    return memoryOf(scene.run(side))
  }) as [number, number]
  const of = (measure: keyof Cost) => [
    median(pairs.map((pair) => pair.a[measure])).toFixed(0),
    median(pairs.map((pair) => pair.a[measure] / pair.b[measure])).toFixed(2),
  ]
  const [wall, wallRatio] = of('wall')
  const [cpu, cpuRatio] = of('cpu')
  const cells = [scene.name, wall, cpu, memory.toFixed(0), wallRatio, cpuRatio, (memory / others).toFixed(2)]
  return `| ${cells.join(' | ')} |`
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((x, y) => x - y)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

function loadText(): string {
  return loadavg()[0]?.toFixed(1) ?? ''
}
