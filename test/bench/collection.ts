// A large collection in one process of the built command line, this build beside another one, in pairs: processor time and
// memory of planning all of it anew, and with one line changed. By hand: npm run bench collection -- --build DIR [--documents N] [--runs N]
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { manyDocuments } from '../apply/collections/collections.ts'
import { once } from './against/built-side.ts'
import { type Cost, costOf, memoryOf, type Run } from './against/process-cost.ts'

const { values } = parseArgs({
  options: {
    build: { type: 'string' },
    documents: { type: 'string', default: '100000' },
    runs: { type: 'string', default: '3' },
  },
})
const here = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'appia-bench-collection-'))
try {
  const lines = Object.entries(manyDocuments(Number(values.documents))).map(([key, value]) =>
    JSON.stringify({ key, value }),
  )
  const other = values.build === undefined ? here : resolve(values.build)
  const sides = [openSide('here', here), openSide('other', other)] as const
  for (const { write } of sides) write(lines)
  console.log(`${values.documents} documents, ${values.runs} pairs; load ${(loadavg()[0] ?? 0).toFixed(1)}`)
  compare('plan, all new')
  for (const { run, write } of sides) {
    once(run(['apply', '--yes']))
    write(lines.with(7, JSON.stringify({ key: 'new', value: { reason: 'other' } })))
  }
  compare('plan, one changed')

  function compare(name: string): void {
    const pairs = Array.from({ length: Number(values.runs) }, () =>
      sides.map(({ run, forget }) => {
        forget()
        return costOf(run(['plan']))
      }),
    ) as [Cost, Cost][]
    const memory = sides.map(({ run, forget }) => {
      forget()
      return memoryOf(run(['plan']))
    }) as [number, number]
    const cpu = median(pairs.map(([a]) => a.cpu))
    const ratio = median(pairs.map(([a, b]) => a.cpu / b.cpu))
    const ofMemory = (memory[0] / memory[1]).toFixed(2)
    console.log(
      `  ${name.padEnd(18)} cpu ${cpu.toFixed(0)} ms, ${ratio.toFixed(2)} x; memory ${memory[0].toFixed(0)} MiB, ${ofMemory} x`,
    )
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((x, y) => x - y)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

/** A workspace of its own with the embedded store, for one build. */
function openSide(name: string, checkout: string) {
  const directory = join(folder, name)
  for (const part of ['configs', 'schemas', 'home']) mkdirSync(join(directory, part), { recursive: true })
  writeFileSync(
    join(directory, 'configs/index.ts'),
    `import { collection, component, workspace } from 'appia'
export default workspace({
  name: 'bench',
  components: { fw: component('fw', { on: true }) },
  collections: [collection({
    prefix: '/config/fw/blocklist/', component: 'fw', schema: 'blocked', file: 'configs/blocklist.jsonl', delivery: 'published',
  })],
  environments: { lab: { store: 'embedded' } },
})
`,
  )
  const closed = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    'x-effect': 'live',
    type: 'object',
    additionalProperties: false,
  }
  const [text, integer] = [{ type: 'string' }, { type: 'integer', minimum: 0, maximum: 1_000_000 }]
  const members = { reason: text, until: text, source: text, severity: integer, score: integer }
  const schemas = {
    fw: { ...closed, title: 'Fw', properties: { on: { type: 'boolean' } } },
    blocked: { ...closed, title: 'Blocked', properties: members },
  }
  for (const [schema, document] of Object.entries(schemas))
    writeFileSync(join(directory, `schemas/${schema}.schema.json`), JSON.stringify(document))
  return {
    write: (lines: readonly string[]) =>
      writeFileSync(join(directory, 'configs/blocklist.jsonl'), `${lines.join('\n')}\n`),
    // An older build keeps it in the workspace.
    forget: () => {
      for (const cache of ['home/.cache', '.appia/cache'])
        rmSync(join(directory, cache), { recursive: true, force: true })
    },
    run: (words: readonly string[]): Run => ({
      words: [join(checkout, 'dist/main.js'), ...words],
      directory,
      variables: { PATH: process.env.PATH, HOME: join(directory, 'home') },
    }),
  }
}
