import { type ChildProcess, fork } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rotationKeys, type Store } from '../../../src/model/index.ts'
import { createIdentityFile } from '../../../src/rotation/index.ts'
import type { ComponentOrders, ComponentReport } from './component.ts'

export type ComponentName = ComponentOrders['component']

export const components: readonly ComponentName[] = ['sniffer', 'detector', 'firewall']

/** Three processes, sniffer → detector → firewall, with identities, caches and a policy in the store. */
export class Pipeline {
  private readonly folder = mkdtempSync(join(tmpdir(), 'appia-pipeline-'))
  private readonly processes = new Map<ComponentName, ChildProcess>()
  /** The last report of each start of each component. */
  private readonly reports = new Map<ChildProcess, ComponentReport>()
  /** Which component ended by itself. */
  private failed: string | undefined

  /** Makes identities and writes the policy. */
  async prepare(store: Store, policy: object): Promise<void> {
    const members: { [member: string]: string } = {}
    for (const component of components) {
      const { content, recipient } = createIdentityFile()
      writeFileSync(this.identityFile(component), content)
      members[`${component}@gw-01`] = recipient
    }
    const value = Buffer.from(JSON.stringify({ ...policy, members }))
    await store.txn({
      compare: [],
      success: [{ kind: 'put', key: rotationKeys('').policy, value }],
      failure: [],
    })
  }

  start(component: ComponentName, etcd: string): void {
    const orders: ComponentOrders = {
      component,
      etcd,
      identityFile: this.identityFile(component),
      cacheFile: join(this.folder, `${component}.cache`),
      flows: `ipc://${join(this.folder, 'flows')}`,
      verdicts: `ipc://${join(this.folder, 'verdicts')}`,
    }
    const child = fork(join(import.meta.dirname, 'component.ts'), [JSON.stringify(orders)], {
      execArgv: ['--import', 'tsx'],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    child.on('exit', (code) => {
      if (code !== null) this.failed = `${component} ended with ${code}`
    })
    // What the child sends is what component.ts says it sends.
    child.on('message', (report) => this.reports.set(child, report as ComponentReport))
    this.processes.set(component, child)
  }

  /** As a crash does. */
  async kill(component: ComponentName): Promise<void> {
    const child = this.processes.get(component)
    if (child === undefined || child.exitCode !== null) return
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await ended
  }

  /** Asks for a rotation, through the client of a component. */
  askForRotation(): void {
    this.processes.get('sniffer')?.send('rotate')
  }

  /** All starts of a component together; throws once a component has ended by itself. */
  total(component: ComponentName): Omit<ComponentReport, 'keys'> & { readonly keys: ReadonlySet<string> } {
    if (this.failed !== undefined) throw new Error(this.failed)
    const mine = [...this.reports.values()].filter((report) => report.component === component)
    const rejected: { [reason: string]: number } = {}
    for (const report of mine) {
      for (const [reason, count] of Object.entries(report.rejected)) {
        rejected[reason] = (rejected[reason] ?? 0) + count
      }
    }
    const sum = (name: 'sent' | 'opened' | 'reused') =>
      mine.reduce((total, report) => total + report[name], 0)
    const keys = new Set(mine.flatMap((report) => report.keys))
    return { component, sent: sum('sent'), opened: sum('opened'), reused: sum('reused'), rejected, keys }
  }

  async close(): Promise<void> {
    for (const component of components) await this.kill(component)
    rmSync(this.folder, { recursive: true, force: true })
  }

  private identityFile(component: string): string {
    return join(this.folder, `${component}.identity`)
  }
}
