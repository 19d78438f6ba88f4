import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { exitCodes } from '../../src/model/index.ts'
import type { TestWorkspace } from '../support/workspace.ts'
import { arena, succeed } from './main-job.ts'
import type { ChooseStore } from './undo-and-drift.ts'

/** Both environments may read what others share. */
export function letReadShared(workspace: TestWorkspace): void {
  const readable = "readable: ['/config/', '/shared/']"
  workspace.edit('configs/index.ts', 'local: {', `local: { ${readable},`)
  workspace.edit('configs/index.ts', 'lab: {', `lab: { ${readable},`)
}

/** `live()` from outside, for a store that is empty at first. */
export function describeLive(title: string, chooseStore: ChooseStore): void {
  /** A workspace whose threshold `ddos` is this expression. */
  const begin = async (ddos: string) => {
    const { words, outside } = await chooseStore()
    const opened = await arena(async () => words)
    letReadShared(opened.workspace)
    opened.workspace.edit('configs/thresholds.ts', 'ddos: 0.7,', `ddos: ${ddos},`)
    opened.workspace.edit('configs/thresholds.ts', /^/, "import { live } from 'appia'\n")
    const change = outside(opened)
    const put = async (key: string, text: string) => await change(key, () => text)
    const remove = async (key: string) => await change(key, () => undefined)
    return { ...opened, put, remove }
  }
  const limit = "live<number>('/shared/limits#/ddos')"

  describe(title, () => {
    it('a live value is planned and applied like any other, with the line of the call', async () => {
      const { run, put } = await begin(limit)
      await put('/shared/limits', '{"ddos":0.6}')
      await succeed(run('apply', '--yes'))
      await put('/shared/limits', '{"ddos":0.8}')
      const { stdout } = await succeed(run('plan'))
      expect(stdout).toMatch(/level2_ddos +0\.6 → 0\.8 +restart +thresholds\.ts:5:9/)
      expect(stdout).toContain('reads   /shared/limits; the plan is stale once one changes')
      const { plan } = JSON.parse((await run('plan', '--json')).stdout) as { plan: { reads: object[] } }
      expect(plan.reads).toMatchObject([{ key: '/shared/limits', modRevision: expect.any(Number) }])
    })

    it.each([
      ['changed', '{"ddos":0.9}'],
      ['deleted', undefined],
    ])('a read that was %s between plan and apply makes the plan stale, exit 5', async (_title, text) => {
      const { run, put, remove } = await begin(limit)
      await put('/shared/limits', '{"ddos":0.6}')
      await succeed(run('plan', '-o', 'p.json'))
      await (text === undefined ? remove('/shared/limits') : put('/shared/limits', text))
      const stale = await run('apply', 'p.json', '--yes')
      expect(stale.exitCode, stale.stdout + stale.stderr).toBe(exitCodes.conflict)
      expect(stale.stdout + stale.stderr).toContain('/shared/limits')
      const past = await run('history')
      expect(past.stdout, past.stderr).toBe('nothing was applied yet\n')
    })

    it('a key that appears where a fallback was planned makes the plan stale too', async () => {
      const { run, put } = await begin("live('/shared/limits#/ddos', { otherwise: 0.5 })")
      await succeed(run('plan', '-o', 'p.json'))
      await put('/shared/limits', '{"ddos":0.9}')
      const stale = await run('apply', 'p.json', '--yes')
      expect(stale.exitCode, stale.stdout + stale.stderr).toBe(exitCodes.conflict)
      expect((await succeed(run('apply', '--yes'))).stdout).toContain('applied @1')
    })

    it('other keys may change between plan and apply', async () => {
      const { run, put } = await begin(limit)
      await put('/shared/limits', '{"ddos":0.6}')
      await succeed(run('plan', '-o', 'p.json'))
      await put('/shared/other', '1')
      await succeed(run('apply', 'p.json', '--yes'))
    })

    it('what was compiled with one value is not taken for another', async () => {
      const { run, put } = await begin(limit)
      await put('/shared/limits', '{"ddos":0.6}')
      const first = await succeed(run('explain', '/config/detector/json#/ml/thresholds/level2_ddos'))
      await put('/shared/limits', '{"ddos":0.8}')
      const second = await succeed(run('explain', '/config/detector/json#/ml/thresholds/level2_ddos'))
      expect([first.stdout, second.stdout]).toEqual([
        expect.stringMatching(/value +0\.6/),
        expect.stringMatching(/value +0\.8/),
      ])
    })

    it.each([
      ['absent', undefined, 'live-missing', '/shared/limits is not in the store'],
      ['out of range', '{"ddos":7}', 'out-of-range', '7'],
    ])('a value that is %s ends the plan, exit 4', async (_title, text, code, says) => {
      const { run, put } = await begin(limit)
      if (text !== undefined) await put('/shared/limits', text)
      const failed = await run('plan')
      expect(failed.exitCode, failed.stdout).toBe(exitCodes.invalid)
      expect(failed.stderr).toContain(`error[${code}]`)
      expect(failed.stderr).toContain(says)
      expect(failed.stderr).toContain('configs/thresholds.ts:5:9')
    })

    it.each([
      ['/keys/encryption', 'must not be read'],
      ['/config/sniffer/json', 'holds a secret'],
    ])('%s is refused before anything is read, exit 4', async (key, says) => {
      const { run } = await begin(`live<number>('${key}', { otherwise: 1 })`)
      const refused = await run('plan')
      expect(refused.exitCode, refused.stdout).toBe(exitCodes.invalid)
      expect(refused.stderr).toContain('error[live-refused]')
      expect(refused.stderr).toContain(says)
    })

    it('check reads no store: it says what it did not check, or takes the values from a file', async () => {
      const { run, workspace } = await begin(limit)
      const unread = await succeed(run('check'))
      expect(unread.stderr).toContain('warning[live-not-checked]: not checked: /shared/limits')
      expect(unread.stdout).toContain('not checked: documents and invariants')
      const write = (ddos: number) =>
        writeFileSync(join(workspace.directory, 'live.json'), JSON.stringify({ '/shared/limits': { ddos } }))
      write(0.6)
      const given = await succeed(run('check', '--live', 'live.json'))
      expect(given.stdout).toMatch(/local +6 keys/)
      expect(given.stderr).not.toContain('not checked')
      write(7)
      const wrong = await run('check', '--live', 'live.json')
      expect(wrong.exitCode, wrong.stderr).toBe(exitCodes.invalid)
      expect((await run('check', '--live', 'nowhere.json')).exitCode).toBe(exitCodes.usage)
    })

    it('check tries a fallback, and says that the key was not read', async () => {
      const { run } = await begin("live('/shared/limits#/ddos', { otherwise: 0.5 })")
      const { stdout, stderr } = await succeed(run('check'))
      expect(stderr).toContain('warning[live-not-checked]: /shared/limits was not read')
      expect(stdout).toMatch(/local +6 keys/)
    })
  })
}
