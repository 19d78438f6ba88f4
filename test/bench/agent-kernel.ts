import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { JsonValue, Store } from '../../src/model/index.ts'
import { CaptureHost, compileBpf } from '../e2e/kernel/capture-host.ts'
import { snifferDocuments, writeHeaders } from '../e2e/kernel/headers.ts'
import { bpfMissing, clangMissing, nftMissing } from '../support/groups.ts'
import { snifferMaps } from '../support/sniffer-maps.ts'

const table = 'appia_bench'

/** How an agent is started, and which etcd it follows. */
interface AgentUnderTest {
  readonly program: string
  readonly environment: NodeJS.ProcessEnv
  readonly endpoint: string
  readonly store: Store
}

/**
 * From a commit until an agent has said that the entries are in the map, and the ruleset in the kernel: both read back.
 * None where this machine has no such kernel, or this user no right.
 */
export async function measureKernel(
  under: AgentUnderTest,
  changes: number,
): Promise<{ readonly [name: string]: number[] }> {
  const missing = bpfMissing() ?? clangMissing() ?? nftMissing()
  if (missing !== undefined) {
    console.log(`maps and rulesets are not measured: ${missing}`)
    return {}
  }
  const folder = mkdtempSync(join(tmpdir(), 'appia-bench-kernel-'))
  const headers = writeHeaders(snifferMaps)
  const capture = new CaptureHost([])
  let agent: ChildProcess | undefined
  try {
    const object = join(folder, 'capture.bpf.o')
    compileBpf(join(import.meta.dirname, '../e2e/kernel/capture.bpf.c'), headers, object)
    capture.load(object, [])
    const settings = {
      endpoints: [under.endpoint],
      stateFolder: join(folder, 'state'),
      bpf: { sniffer: { layout: join(headers, 'sniffer.layout.json'), pins: capture.pins } },
      firewall: { site: { key: '/config/firewall/rules/json' } },
    }
    writeFileSync(join(folder, 'agent.json'), JSON.stringify(settings))
    const interfaces = { lo: { mode: 'host-based', role: 'wan' } }
    for (const [key, document] of snifferDocuments({ interfaces })) await put(under.store, key, document)
    const words = [under.program, 'agent', 'sniffer', '--settings', join(folder, 'agent.json')]
    agent = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'], env: under.environment })
    const installed = listen(agent)
    const ports = (n: number) =>
      snifferDocuments({ interfaces, excludedPorts: [22, 1000 + n] }).get('/config/sniffer/json') as JsonValue
    const rules = (n: number) => {
      const rule = { name: 'bench', protocol: 'udp', ports: [1000 + n], action: 'accept' }
      return { format: 'appia-firewall-1', table, input: { policy: 'accept', rules: [rule] } }
    }
    return {
      'the entry of a BPF map': await measure('/config/sniffer/json', 'bpf/sniffer', ports),
      'the ruleset': await measure('/config/firewall/rules/json', 'firewall/site', rules),
    }
    async function measure(key: string, file: string, content: (n: number) => JsonValue): Promise<number[]> {
      const timings: number[] = []
      // The first one loads what the others change.
      for (let change = 0; change <= changes; change++) {
        const start = performance.now()
        const revision = await put(under.store, key, content(change))
        const took = (await installed(file, revision)) - start
        if (change > 0) timings.push(took)
      }
      return timings
    }
  } finally {
    agent?.kill('SIGTERM')
    spawnSync('nft', ['delete', 'table', 'inet', table])
    capture.close()
    for (const each of [folder, headers]) rmSync(each, { recursive: true, force: true })
  }
}

/** Resolves to when an agent said that this revision is in effect there. */
function listen(agent: ChildProcess): (file: string, revision: number) => Promise<number> {
  const said = new Map<string, number>()
  let wake: () => void = () => undefined
  createInterface({ input: agent.stdout as NodeJS.ReadableStream }).on('line', (line) => {
    const event = JSON.parse(line) as {
      readonly kind: string
      readonly file?: string
      readonly revision?: number
    }
    if (event.kind === 'failed' || event.kind === 'refused') console.error(line)
    if (event.kind === 'installed') said.set(`${event.file} ${event.revision}`, performance.now())
    wake()
  })
  return async (file, revision) => {
    for (;;) {
      const at = said.get(`${file} ${revision}`)
      if (at !== undefined) return at
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
  }
}

async function put(store: Store, key: string, document: JsonValue): Promise<number> {
  const value = Buffer.from(JSON.stringify(document))
  return (await store.txn({ compare: [], success: [{ kind: 'put', key, value }], failure: [] })).revision
}
