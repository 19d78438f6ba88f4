import { type ChildProcess, spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readLoaded } from '../../../src/firewall/index.ts'
import { appia } from '../../support/appia.ts'
import { describeGroup, nftMissing } from '../../support/groups.ts'
import { createNetworkNamespace, type NetworkNamespace } from '../../support/network-namespace.ts'
import { copyWorkspace } from '../../support/workspace.ts'

const root = join(import.meta.dirname, '../../..')
const program = join(root, 'dist/main.js')

describeGroup('nft', nftMissing(), 'appia firewall', () => {
  let namespace: NetworkNamespace
  beforeAll(() => {
    namespace = createNetworkNamespace()
  })
  afterAll(() => namespace?.remove())

  it('loads what the store holds; what nobody confirms goes again, whatever becomes of who loaded it', async () => {
    const { directory } = copyWorkspace(root)
    const state = join(directory, 'state')
    expect((await appia(['apply', '--yes'], { directory })).exitCode).toBe(0)
    const start = (...words: string[]) => {
      const parameters = ['netns', 'exec', namespace.name, process.execPath, program, 'firewall', ...words]
      const env = { ...process.env, CI: '', APPIA_STATE: '' }
      return new Run(
        spawn('ip', [...parameters, '--state', state, '--env', 'local'], { cwd: directory, env }),
      )
    }
    const loaded = async () => (await readLoaded(namespace.nft, 'ml_defender')) !== undefined

    const killed = start('apply', '--confirm-within', '60m')
    await killed.says('appia firewall confirm')
    expect(await loaded()).toBe(true)
    // The terminal is gone: it goes on waiting. Then it is killed, and can put nothing back.
    killed.child.kill('SIGHUP')
    killed.child.kill('SIGKILL')
    await killed.ended

    // What was not confirmed is put back before anything else is loaded, and then nobody confirms that either.
    const expired = start('apply', '--confirm-within', '1s')
    expect(await expired.ended).toBe(7)
    expect(expired.text).toContain('nobody confirmed')
    expect(await loaded()).toBe(false)

    const confirmed = start('apply', '--confirm-within', '60m')
    await confirmed.says('appia firewall confirm')
    expect(await start('apply').ended).toBe(3)
    confirmed.child.kill('SIGHUP')
    expect(await start('confirm').ended).toBe(0)
    expect(await confirmed.ended).toBe(0)
    expect(await start('verify').ended).toBe(0)
    expect(await start('confirm').ended).toBe(5)

    namespace.run('nft', ['flush', 'chain', 'inet', 'ml_defender', 'forward'])
    const verified = start('verify')
    expect(await verified.ended).toBe(4)
    expect(verified.text).toContain('+ ip saddr @ml_defender_blacklist_test counter drop')
    rmSync(state, { recursive: true, force: true })
  })
})

/** A process that runs, and what it has written. */
class Run {
  readonly child: ChildProcess
  readonly ended: Promise<number | null>
  text = ''

  constructor(child: ChildProcess) {
    this.child = child
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => {
        this.text += chunk.toString()
      })
    this.ended = new Promise((resolve) => child.on('close', resolve))
  }

  /** Resolves once it has written these words; throws where it ends without. */
  async says(words: string): Promise<void> {
    const said = new Promise<void>((resolve) => {
      const look = () => this.text.includes(words) && resolve()
      for (const stream of [this.child.stdout, this.child.stderr]) stream?.on('data', look)
    })
    const ended = this.ended.then((code) => {
      throw new Error(`it ended with ${code} without "${words}": ${this.text}`)
    })
    await Promise.race([said, ended])
    ended.catch(() => {})
  }
}
