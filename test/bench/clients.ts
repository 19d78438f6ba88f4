// Many clients in one process: connect, deliver a change to each, close; this build beside another one, in pairs.
// By hand: npm run bench clients -- --build DIR [--clients N] [--runs N]
import { spawnSync } from 'node:child_process'
import { loadavg } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { startEtcd } from '../support/etcd.ts'

const { values } = parseArgs({
  options: {
    build: { type: 'string' },
    clients: { type: 'string', default: '500' },
    runs: { type: 'string', default: '3' },
  },
})
const here = join(import.meta.dirname, '../..')
const sides = { here, ...(values.build !== undefined && { other: resolve(values.build) }) }
const phases = ['connect', 'deliver', 'close', 'cpu'] as const

type Taken = Readonly<Record<(typeof phases)[number], number>>

const taken: { readonly [side: string]: Taken[] } = { here: [], other: [] }
console.log(`${values.clients} clients, ${values.runs} pairs; load ${(loadavg()[0] ?? 0).toFixed(1)}`)
for (let run = 0; run < Number(values.runs); run++) {
  const order = Object.entries(sides)
  for (const [side, checkout] of run % 2 === 0 ? order : order.reverse())
    taken[side]?.push(await measure(checkout))
}
for (const phase of phases) {
  const ms = Object.keys(sides).map(
    (side) => `${side} ${median(taken[side]?.map((each) => each[phase])).toFixed(0)} ms`,
  )
  const ratios = taken.here?.map((each, run) => each[phase] / (taken.other?.[run]?.[phase] ?? Number.NaN))
  const ratio = values.build === undefined ? '' : `, ${median(ratios).toFixed(2)} x`
  console.log(`  ${phase.padEnd(8)} ${ms.join(', ')}${ratio}`)
}

/** One process of its own with a fresh etcd. */
async function measure(checkout: string): Promise<Taken> {
  const etcd = await startEtcd()
  try {
    const program = [join(checkout, 'dist/client.js'), etcd.endpoint, values.clients]
    const words = [join(import.meta.dirname, 'clients/many-clients.mjs'), ...program]
    const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' })
    if (status !== 0) throw new Error(`${checkout} ended with ${status}: ${stderr}`)
    return JSON.parse(stdout) as Taken // printed below
  } finally {
    await etcd.stop()
  }
}

function median(numbers: readonly number[] = []): number {
  const sorted = [...numbers].sort((x, y) => x - y)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
