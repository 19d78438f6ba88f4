// Many components, each but one in five with a schema of its own: what a cold check costs of the processor as they grow.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeWideWorkspace } from '../support/wide-workspace.ts'
import { type Cost, costOf, memoryOf } from './against/process-cost.ts'

const runs = Number(process.argv[2] ?? 5)
const counts = [250, 500, 1000, 2000]
const root = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'appia-bench-'))
const cache = join(folder, 'cache')

try {
  for (const count of counts) {
    writeWideWorkspace(join(folder, String(count)), count)
    mkdirSync(join(folder, String(count), 'node_modules'))
    symlinkSync(root, join(folder, String(count), 'node_modules/appia'))
  }
  const costs = new Map(counts.map((count) => [count, [] as Cost[]]))
  for (let round = 0; round < runs; round++)
    for (const count of counts) costs.get(count)?.push(costOf(cold(count)))
  console.log(`${runs} runs in turn; load ${loadavg()[0]?.toFixed(1)}; least of each`)
  console.log('| components | wall ms | cpu ms | MiB | cpu grows as n^ |\n| --- | --- | --- | --- | --- |')
  const least = (count: number, measure: keyof Cost): number =>
    Math.min(...(costs.get(count) ?? []).map((cost) => cost[measure]))
  for (const [index, count] of counts.entries()) {
    const before = counts[index - 1]
    const power =
      before === undefined
        ? ''
        : (Math.log(least(count, 'cpu') / least(before, 'cpu')) / Math.log(count / before)).toFixed(2)
    const cells = [count, ...(['wall', 'cpu'] as const).map((each) => least(count, each).toFixed(0))]
    console.log(`| ${[...cells, memoryOf(cold(count)).toFixed(0), power].join(' | ')} |`)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** A check of which nothing is known from before, compiled code of the build included. */
function cold(count: number): Parameters<typeof costOf>[0] {
  rmSync(cache, { recursive: true, force: true })
  const variables = {
    PATH: process.env.PATH,
    HOME: folder,
    XDG_CACHE_HOME: cache,
    XDG_STATE_HOME: join(folder, 'state'),
  }
  return { words: [join(root, 'dist/main.js'), 'check'], directory: join(folder, String(count)), variables }
}
