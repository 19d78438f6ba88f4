import { describe, expect, it } from 'vitest'
import { exitCodes } from '../../src/model/index.ts'
import { arena, succeed } from './main-job.ts'

/** `history --trim` from outside, for a store that is empty at first. */
export function describeTrimming(title: string, chooseStore: () => Promise<readonly string[]>): void {
  const begin = async (applies: number) => {
    const opened = await arena(chooseStore)
    for (let apply = 1; apply <= applies; apply++) {
      if (apply > 1) opened.workspace.edit('configs/thresholds.ts', /ddos: [\d.]+,/, `ddos: 0.7${apply},`)
      await succeed(opened.run('apply', '--yes'))
    }
    return opened
  }

  describe(title, () => {
    it('shows what it removes, removes it with --yes, and is a line of the history', async () => {
      const { run } = await begin(3)
      const { stdout } = await succeed(run('history', '--trim', '2', '--yes'))
      expect(stdout).toMatch(/keeps +the newest 2 applies, @2 and newer: 2 ledger entries, \d+ blobs/)
      expect(stdout).toMatch(/removes +1 ledger entry, \d+ blobs/)
      expect(stdout).toContain('before @2 can then no longer be rolled back')
      const [, announced] = /removes +(.*)/.exec(stdout) ?? []
      expect(stdout).toContain(`trimmed: ${announced} removed`)
      expect((await succeed(run('history'))).stdout).toMatch(/^@4 .* trim .*\n@3 .*\n@2 .*\n$/)
      expect((await succeed(run('doctor'))).stdout).toContain('history of 3 ledger entries')
      expect((await succeed(run('history', '--trim', '2', '--yes'))).stdout).toMatch(/^nothing to trim/)
    })

    it('leaves plan and rollback as they were, and says "trimmed" behind it', async () => {
      const { run } = await begin(3)
      await succeed(run('history', '--trim', '1', '--yes'))
      expect((await succeed(run('plan'))).stdout).toMatch(
        /no changes[\s\S]*last apply @3|last apply @3[\s\S]*no changes/,
      )
      expect((await run('diff', '--from', '@2')).stderr).toContain('trimmed')
      expect((await run('rollback', '--to', '1', '--yes')).stderr).toContain('trimmed')
      expect((await succeed(run('rollback', '--yes'))).stdout).toMatch(/level2_ddos +0\.73 → 0\.72/)
    })

    it('asks where somebody can be asked, and otherwise wants --yes, exit 7', async () => {
      const { run } = await begin(2)
      const refused = await run('history', '--trim', '1')
      expect(refused.exitCode).toBe(exitCodes.refused)
      expect(refused.stderr).toContain('not trimmed: nobody can be asked here')
      expect((await run('history', '--trim', '0')).exitCode).toBe(exitCodes.usage)
      expect((await run('history', '--trim', '1', '--format', 'html')).exitCode).toBe(exitCodes.usage)
      expect((await succeed(run('history'))).stdout).toMatch(/^@2 .*\n@1 .*\n$/)
    })
  })
}
