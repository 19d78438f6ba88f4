import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { exitCodes } from '../../src/model/index.ts'
import { appia, type Ran } from '../support/appia.ts'
import { copyWorkspace, type TestWorkspace } from '../support/workspace.ts'

/** A workspace and an empty store to run it against. */
export interface Arena {
  readonly workspace: TestWorkspace
  run(...words: readonly string[]): Promise<Ran>
}

/** The main job from outside, the same for every store: `words` choose the store, which is empty at first. */
export function describeMainJob(title: string, chooseStore: () => Promise<readonly string[]>): void {
  describe(title, () => {
    it('is checked, planned, applied, changed and planned again', async () => {
      const { workspace, run } = await arena(chooseStore)
      const planned = await run('plan', '-o', 'first.plan.json', '--detailed-exitcode')
      expect(planned.exitCode, planned.stderr).toBe(exitCodes.changes)
      expect(planned.stdout).toContain('6 keys created, none deleted')
      const applied = await run('apply', 'first.plan.json', '--yes')
      expect(applied.exitCode, applied.stderr).toBe(exitCodes.done)
      expect(applied.stdout).toMatch(/applied @1: 6 keys in one transaction, revision \d+/)
      const again = await run('plan', '--detailed-exitcode')
      expect(again.exitCode, again.stdout).toBe(exitCodes.done)
      expect(again.stdout).toContain('no changes')
      workspace.edit('configs/thresholds.ts', 'ddos: 0.7,', 'ddos: 0.8,')
      const changed = await run('plan')
      expect(changed.stdout).toMatch(
        /~ ml\.thresholds\.level2_ddos +0\.7 → 0\.8 +restart +thresholds\.ts:4:9/,
      )
      expect(changed.stdout).toMatch(/! RESTARTS +detector/)
      expect(changed.stdout).toContain('last apply @1')
    })

    it('history shows each apply, newest first', async () => {
      const { workspace, run } = await arena(chooseStore)
      expect((await run('history')).stdout).toBe('nothing was applied yet\n')
      await succeed(run('apply', '--yes', '-m', 'first\u001b[2J light'))
      workspace.edit('configs/thresholds.ts', 'ddos: 0.7,', 'ddos: 0.8,')
      await succeed(run('apply', '--yes'))
      const { stdout } = await succeed(run('history'))
      expect(stdout).toMatch(/^@2 .*\n@1 .*first\\u\{1b\}\[2J light\n$/)
    })

    it('the same plan bytes come out twice', async () => {
      const { run } = await arena(chooseStore)
      const [first, second] = [await run('plan', '--format', 'json'), await run('plan', '--format', 'json')]
      expect(first.stdout).toBe(second.stdout)
      expect(JSON.parse(first.stdout)).toMatchObject({ formatVersion: 2, changes: expect.any(Array) })
    })

    it('--diff adds a unified diff under the key', async () => {
      const { workspace, run } = await arena(chooseStore)
      await succeed(run('apply', '--yes'))
      workspace.edit('configs/thresholds.ts', 'ddos: 0.7,', 'ddos: 0.8,')
      const { stdout } = await run('plan', '--diff')
      expect(stdout).toMatch(/-\s+"level2_ddos": 0\.7,\n\s+\+\s+"level2_ddos": 0\.8,/)
    })

    it('apply without --yes where nobody can be asked changes nothing, exit 7', async () => {
      const { run } = await arena(chooseStore)
      const refused = await run('apply')
      expect(refused.exitCode).toBe(exitCodes.refused)
      expect(refused.stderr).toContain('--yes')
      expect((await run('history')).stdout).toBe('nothing was applied yet\n')
    })

    it('a permission that comes after the plan was saved is refused, exit 3', async () => {
      const { run } = await arena(chooseStore)
      await succeed(run('plan', '-o', 'p.json'))
      const late = await run('apply', 'p.json', '--yes', '--allow-delete', '6')
      expect(late.exitCode).toBe(exitCodes.usage)
      expect(late.stderr).toContain('appia plan -o FILE --allow-delete')
    })

    it('a plan applied a second time is said to be applied already, exit 0, as long as nothing differs', async () => {
      const { workspace, run } = await arena(chooseStore)
      await succeed(run('plan', '-o', 'p.json'))
      await succeed(run('apply', 'p.json', '--yes'))
      const again = await succeed(run('apply', 'p.json'))
      expect(again.stdout).toMatch(/^already applied as @1: nothing differs at revision \d+ /)
      workspace.edit('configs/thresholds.ts', 'ddos: 0.7,', 'ddos: 0.8,')
      await succeed(run('apply', '--yes'))
      const changed = await run('apply', 'p.json', '--yes')
      expect(changed.exitCode, changed.stdout + changed.stderr).toBe(exitCodes.conflict)
      expect(changed.stdout).toContain('it was applied as @1, and what it left has changed since')
      expect((await run('history')).stdout).not.toContain('@3')
    })

    it.each([
      ['truncated', (text: string) => text.slice(0, 900), 'truncated'],
      ['edited by hand', (text: string) => text.replace('"prefix":""', '"prefix":"/x"'), 'edited'],
      [
        'of another format',
        (text: string) => text.replace('"formatVersion":2', '"formatVersion":9'),
        'format 9',
      ],
    ])('a plan file that is %s is refused, exit 4', async (_title, damage, says) => {
      const { workspace, run } = await arena(chooseStore)
      await succeed(run('plan', '-o', 'p.json'))
      const path = join(workspace.directory, 'p.json')
      writeFileSync(path, damage(readFileSync(path, 'utf8')))
      for (const verb of [
        ['apply', 'p.json', '--yes'],
        ['show', 'p.json'],
      ]) {
        const refused = await appia(verb, workspace)
        expect(refused.exitCode, refused.stderr).toBe(exitCodes.invalid)
        expect(refused.stderr).toContain('error[plan-file-invalid]')
        expect(refused.stderr).toContain(says)
      }
      expect((await run('history')).stdout).toBe('nothing was applied yet\n')
    })

    it('an empty workspace against a full store is refused, exit 7, unless allowed by number', async () => {
      const { workspace, run } = await arena(chooseStore)
      await succeed(run('apply', '--yes'))
      workspace.write('configs/index.ts', emptyWorkspace)
      const refused = await run('apply', '--yes')
      expect(refused.exitCode, refused.stdout + refused.stderr).toBe(exitCodes.refused)
      expect(refused.stderr).toContain('--allow-delete 6')
      const allowed = await run('apply', '--yes', '--allow-delete', '6')
      expect(allowed.stdout).toContain('applied @2: 6 keys')
    })

    it('keys of another workspace are refused, exit 5, and its owner is named', async () => {
      const { workspace, run } = await arena(chooseStore)
      await succeed(run('apply', '--yes'))
      workspace.edit('configs/index.ts', "name: 'pipeline'", "name: 'somebody-else'")
      const refused = await run('plan')
      expect(refused.exitCode, refused.stderr).toBe(exitCodes.conflict)
      expect(refused.stderr).toContain(
        'error[owned-elsewhere]: /config/rag/json belongs to workspace pipeline',
      )
      expect((await run('apply', '--yes')).exitCode).toBe(exitCodes.conflict)
    })

    it('a value that changes its JSON type is refused, exit 4, unless allowed by name', async () => {
      const { workspace, run } = await arena(chooseStore)
      await succeed(run('apply', '--yes'))
      workspace.edit(
        'schemas/rag.schema.json',
        /"security_level": \{[^}]*\}/,
        '"security_level": { "type": "string", "default": "3", "x-effect": "none" }',
      )
      const refused = await run('plan')
      expect(refused.exitCode, refused.stderr).toBe(exitCodes.invalid)
      expect(refused.stderr).toContain('error[type-change]')
      const allowed = await run('plan', '--allow-type-change', '/config/rag/json#/security_level')
      expect(allowed.exitCode, allowed.stderr).toBe(exitCodes.done)
    })

    it('every command speaks JSON', async () => {
      const { run } = await arena(chooseStore)
      for (const words of [
        ['check'],
        ['plan'],
        ['apply', '--yes'],
        ['history'],
        ['doctor'],
        ['generate', '--check'],
      ]) {
        const ran = await run(...words, '--json')
        expect(JSON.parse(ran.stdout), words.join(' ')).toMatchObject({
          exitCode: 0,
          diagnostics: expect.any(Array),
        })
      }
    })
  })
}

const emptyWorkspace = `import { workspace } from 'appia'
export default workspace({
  name: 'pipeline',
  components: {},
  environments: { local: { store: 'embedded' }, lab: { endpoints: ['127.0.0.1:2379'] } },
})
`

/** A copy of the workspace and the command line, bound to a store. */
export async function arena(chooseStore: () => Promise<readonly string[]>): Promise<Arena> {
  const workspace = copyWorkspace()
  const store = await chooseStore()
  const needsNoStore = new Set(['check', 'generate', 'show'])
  return {
    workspace,
    run: (...words) => appia(needsNoStore.has(words[0] ?? '') ? words : [...words, ...store], workspace),
  }
}

/** Fails with what was printed unless the command succeeded. */
export async function succeed(running: Promise<Ran>): Promise<Ran> {
  const ran = await running
  expect(ran.exitCode, ran.stdout + ran.stderr).toBe(exitCodes.done)
  return ran
}
