import { describe, expect, it } from 'vitest'
import { exitCodes } from '../../src/model/index.ts'
import { type Arena, arena, succeed } from './main-job.ts'

/** Writes to the store behind the tool's back. */
export type OutsideWrite = (key: string, change: (text: string) => string | undefined) => Promise<void>

/** An empty store: the words that choose it, and how to write to it from outside. */
export type ChooseStore = () => Promise<{
  readonly words: readonly string[]
  readonly outside: (arena: Arena) => OutsideWrite
}>

const threshold = '/config/detector/json#/ml/thresholds/level2_ddos'

/** drift, diff, rollback and explain from outside, for a store that is empty at first. */
export function describeUndoAndDrift(title: string, chooseStore: ChooseStore): void {
  const begin = async () => {
    const { words, outside } = await chooseStore()
    const opened = await arena(async () => words)
    await succeed(opened.run('apply', '--yes'))
    const raise = async (to: string) => {
      opened.workspace.edit('configs/thresholds.ts', /ddos: [\d.]+,/, `ddos: ${to},`)
      await succeed(opened.run('apply', '--yes'))
    }
    return { ...opened, raise, write: outside(opened) }
  }

  describe(title, () => {
    it('a rollback takes back the newest apply in one apply of its own', async () => {
      const { run, raise } = await begin()
      await raise('0.8')
      const { stdout } = await succeed(run('rollback', '--yes'))
      expect(stdout).toMatch(/~ ml\.thresholds\.level2_ddos +0\.8 → 0\.7/)
      expect(stdout).toContain('applied @3')
      expect((await succeed(run('diff', '--from', '@1', '--to', 'live'))).stdout).toContain('no difference')
    })

    it('a value that was taken back is refused until it is allowed by name', async () => {
      const { run, raise } = await begin()
      await raise('0.8')
      await succeed(run('rollback', '--yes'))
      const refused = await run('apply', '--yes')
      expect(refused.exitCode, refused.stderr).toBe(exitCodes.refused)
      expect(refused.stderr).toContain('error[withdrawn-value]')
      const names = [...refused.stderr.matchAll(/--unsuppress '([^']+)'/g)].flatMap(([, name]) => [
        '--unsuppress',
        name as string,
      ])
      await succeed(run('apply', '--yes', ...names))
    })

    it('a rollback to apply 1 undoes everything after it', async () => {
      const { run, raise } = await begin()
      await raise('0.8')
      await raise('0.9')
      await succeed(run('rollback', '--to', '1', '--yes'))
      expect((await succeed(run('diff', '--from', '@1'))).stdout).toContain('no difference')
    })

    it('a rollback to apply 1 writes over an edit made outside only where that is allowed by name', async () => {
      const { run, raise, write } = await begin()
      await raise('0.8')
      await write('/config/rag/json', (text) => text.replace('"log_level":"info"', '"log_level":"debug"'))
      const refused = await run('rollback', '--to', '1', '--yes')
      expect(refused.exitCode, refused.stdout).toBe(exitCodes.refused)
      expect(refused.stdout).toContain('! OVERWRITES  an edit made outside: /config/rag/json log_level debug')
      await succeed(run('rollback', '--to', '1', '--yes', '--overwrite-drift', '/config/rag/json'))
      expect((await succeed(run('diff', '--from', '@1'))).stdout).toContain('no difference')
      const kept = await succeed(run('rollback', '--to', '2', '--yes', '--leave', '/config/*/json'))
      expect(kept.stdout).toContain('no changes')
      const slip = await run('rollback', '--to', '2', '--yes', '--leave', '/config/detektor/json')
      expect(slip.exitCode).toBe(exitCodes.usage)
    })

    it('a rollback gives back text that was taken over, and manages it no longer', async () => {
      const { run, write, workspace } = await begin()
      await write('/config/rag/nodes/gw-02/json', () => 'log_level: debug')
      workspace.edit(
        'configs/index.ts',
        "store: 'embedded' },",
        "store: 'embedded', nodes: { 'gw-02': rag } },",
      )
      workspace.edit('configs/index.ts', ":2379'] },", ":2379'], nodes: { 'gw-02': rag } },")
      const refused = await run('apply', '--yes', '--take-over', '/config/rug/*/*/json')
      expect(refused.exitCode, refused.stderr).toBe(exitCodes.usage)
      await succeed(run('apply', '--yes', '--take-over', '*'))
      const back = await succeed(run('rollback', '--yes'))
      expect(back.stdout).toContain('! GIVES BACK')
      await write('/config/rag/nodes/gw-02/json', (text) => {
        expect(text).toBe('log_level: debug')
        return text
      })
      const again = await run('plan')
      expect(again.exitCode, again.stdout).toBe(exitCodes.refused)
      expect(again.stderr).toContain('error[takes-over]')
    })

    it('diff says the same of an apply and of its revision, and nothing of keys that nobody manages', async () => {
      const { run, raise, write } = await begin()
      await write('/config/scratch', () => 'mine')
      await raise('0.8')
      const history = await succeed(run('history', '--json'))
      const { entries } = JSON.parse(history.stdout) as { entries: { seq: number; revision: number }[] }
      const at = (seq: number) => entries.find((entry) => entry.seq === seq)?.revision as number
      await raise('0.9')
      await write('/config/scratch', () => undefined)
      const differences = async (from: string, to: string) => {
        const { stdout } = await succeed(run('diff', '--from', from, '--to', to, '--json'))
        return (JSON.parse(stdout) as { differences: { key: string }[] }).differences
      }
      const byApply = await differences('@1', 'live')
      expect(byApply.map(({ key }) => key)).toEqual(['/config/detector/json', '/config/sniffer/json'])
      expect(await differences(String(at(1)), 'live')).toEqual(byApply)
      expect(await differences(String(at(1)), String(at(2)))).toEqual(await differences('@1', '@2'))
    })

    it('a rollback can be saved, reviewed and applied like any plan', async () => {
      const { run, raise } = await begin()
      await raise('0.8')
      await succeed(run('rollback', '-o', 'undo.plan.json'))
      const { stdout } = await succeed(run('apply', 'undo.plan.json', '--yes'))
      expect(stdout).toContain('applied @3')
      expect((await succeed(run('history'))).stdout).toMatch(/^@3 .* rollback/)
    })

    it('with nothing applied there is nothing to take back', async () => {
      const { words } = await chooseStore()
      const { run } = await arena(async () => words)
      const refused = await run('rollback', '--yes')
      expect(refused.exitCode).toBe(exitCodes.error)
      expect((await run('drift')).stdout).toContain('not checked: nothing was applied')
    })

    it('drift names each leaf that was edited outside, deleted and foreign keys', async () => {
      const { run, write } = await begin()
      expect((await succeed(run('drift', '--detailed-exitcode'))).stdout).toContain(
        '0 modified, 0 deleted, 0 foreign',
      )
      await write('/config/rag/json', (text) => text.replace('"log_level":"info"', '"log_level":"debug"'))
      await write('/config/rotation/json', () => undefined)
      await write('/config/scratch', () => 'mine')
      const drifted = await run('drift', '--detailed-exitcode')
      expect(drifted.exitCode).toBe(exitCodes.changes)
      expect(drifted.stdout).toContain('1 modified, 1 deleted, 1 foreign')
      expect(drifted.stdout).toMatch(/~ log_level +info → debug/)
    })

    it('what is not JSON is said on top everywhere, with what was applied, and other bytes of the same values in words', async () => {
      const { run, write } = await begin()
      await write('/config/rag/json', () => 'log_level: debug\nport: 1\n')
      await write('/config/detector/json', (text) => JSON.stringify(JSON.parse(text), null, 2))
      const unread = /^! NOT JSON +\/config\/rag\/json.* no JSON, 25 B, sha256 /m
      const words = '~ same values, other bytes: line breaks, blanks'
      for (const command of [['plan'], ['drift'], ['diff', '--from', '@1']]) {
        const { stdout } = await succeed(run(...command))
        expect(stdout).toMatch(unread)
        // What is equal and written otherwise is kept as it is: a plan has nothing to say of its bytes.
        if (command[0] === 'plan') expect(stdout).toContain('1 key taken into ownership')
        else expect(stdout).toContain(words)
        expect(stdout).toMatch(/log_level +info/)
      }
      const { stdout } = await succeed(run('plan', '--diff'))
      expect(stdout).toMatch(/^ +-log_level: debug\n +-port: 1$/m)
      const explained = await succeed(run('explain', '/config/rag/json#/log_level'))
      expect(explained.stdout).toMatch(
        /live +not JSON \(no JSON, 25 B, .*nothing can be read of it; info was applied/,
      )
      const other = await succeed(run('explain', threshold))
      expect(other.stdout).toMatch(/live +the same value, other bytes \(line breaks, blanks\), at revision/)
    })

    it('drift leaves out what the workspace ignores by rule, and says how much', async () => {
      const { run, write, workspace } = await begin()
      const rules = "ignoreChanges: ['/config/*/json#/log_level', '/config/scratch'],"
      workspace.edit('configs/index.ts', '  invariants,', `  ${rules}\n  invariants,`)
      await write('/config/rag/json', (text) => text.replace('"log_level":"info"', '"log_level":"debug"'))
      await write('/config/scratch', () => 'mine')
      const { stdout } = await succeed(run('drift', '--detailed-exitcode'))
      expect(stdout).toContain('0 modified, 0 deleted, 0 foreign, 2 ignored by rule')
    })

    it('an ignore rule stands for the key below the environment, and one that matches nothing is said', async () => {
      const { run, write, workspace } = await begin()
      workspace.edit('configs/index.ts', "store: 'embedded' },", "store: 'embedded', prefix: '/site-a' },")
      workspace.edit('configs/index.ts', "['127.0.0.1:2379'] },", "['127.0.0.1:2379'], prefix: '/site-a' },")
      const rules = "ignoreChanges: ['/config/rag/json', '/config/rug/json'],"
      workspace.edit('configs/index.ts', '  invariants,', `  ${rules}\n  invariants,`)
      await succeed(run('apply', '--yes'))
      await write('/site-a/config/rag/json', (text) =>
        text.replace('"log_level":"info"', '"log_level":"debug"'),
      )
      const { stdout } = await succeed(run('drift', '--detailed-exitcode'))
      expect(stdout).toContain('0 modified, 0 deleted, 0 foreign, 1 ignored by rule')
      expect(stdout).toContain('ignoreChanges for /site-a/config/rug/json matches nothing')
    })

    it('drift --since lists the outside writes, also those that were undone again', async () => {
      const { run, write } = await begin()
      const { revision } = JSON.parse((await run('drift', '--json')).stdout) as { revision: number }
      await write('/config/rag/json', (text) => `${text} `)
      await write('/config/rag/json', (text) => text.trim())
      const { stdout } = await succeed(run('drift', '--since', String(revision)))
      expect(stdout).toContain('0 modified')
      expect(stdout.match(/revision \d+ +put +\/config\/rag\/json/g)).toHaveLength(2)
    })

    it('diff compares applies and live state leaf by leaf', async () => {
      const { run, raise } = await begin()
      await raise('0.8')
      const { stdout } = await succeed(run('diff', '--from', '@1', '--to', '@2'))
      expect(stdout).toMatch(/~ ml\.thresholds\.level2_ddos +0\.7 → 0\.8/)
      const none = await run('diff', '--from', '@9')
      expect(none.exitCode).toBe(exitCodes.error)
      expect(none.stderr).toContain('the newest is @2')
    })

    it('an approved digest is applied only while the plan still has it', async () => {
      const { run, workspace } = await begin()
      workspace.edit('configs/thresholds.ts', 'ddos: 0.7,', 'ddos: 0.8,')
      await succeed(run('plan', '-o', 'approved.json'))
      const { plan } = JSON.parse((await run('plan', '--json')).stdout) as { plan: { digest: string } }
      workspace.edit('configs/thresholds.ts', 'ddos: 0.8,', 'ddos: 0.9,')
      const refused = await run('apply', 'approved.json', '--approved', plan.digest, '--yes')
      expect(refused.exitCode, refused.stdout).toBe(exitCodes.conflict)
      expect(refused.stdout).toMatch(
        /level2_ddos +approved: 0\.7 → 0\.8 .*now: 0\.7 → 0\.9 \(thresholds\.ts:4:9\)/,
      )
      workspace.edit('configs/thresholds.ts', 'ddos: 0.9,', '// reviewed\n  ddos: 0.8,')
      await succeed(run('apply', '--approved', plan.digest, '--yes'))
    })

    it('explain answers where, why, who and what is live', async () => {
      const { run, raise, write } = await begin()
      await raise('0.8')
      await write('/config/detector/json', (text) => text.replace('"level2_ddos":0.8', '"level2_ddos":0.5'))
      const { stdout } = await succeed(run('explain', threshold))
      expect(stdout).toMatch(/value +0\.8/)
      expect(stdout).toMatch(/set at +configs\/thresholds\.ts:4:9/)
      expect(stdout).toMatch(/allowed +0\.\.1/)
      expect(stdout).toMatch(/read by +detector; a change takes effect when it restarts/)
      expect(stdout).toMatch(/applied +@2 /)
      expect(stdout).toMatch(/live +0\.5, differs, at revision \d+/)
    })

    it('explain of an object says how the values inside it take effect', async () => {
      const { run } = await begin()
      const { stdout } = await succeed(run('explain', '/config/sniffer/json#/capture/filter'))
      expect(stdout).toMatch(/members +default_action, excluded_ports, included_ports, mode/)
      expect(stdout).toMatch(/read by +sniffer: \d values at once, \d when it restarts/)
      const { stdout: list } = await succeed(
        run('explain', '/config/sniffer/json#/capture/filter/excluded_ports'),
      )
      expect(list).toMatch(/read by +sniffer: 1 value at once/)
    })

    it('explain names what is near a key or pointer that is not there', async () => {
      const { run } = await begin()
      const wrongKey = await run('explain', '/config/snifer/json')
      expect(wrongKey.exitCode).toBe(exitCodes.usage)
      expect(wrongKey.stderr).toContain('did you mean /config/sniffer/json')
      const wrongPointer = await run('explain', '/config/sniffer/json#/capture/filters')
      expect(wrongPointer.stderr).toContain('appia explain /config/sniffer/json#/capture')
    })
  })
}
