import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { exitCodes } from '../../src/model/index.ts'
import { describeGroup, terminalMissing } from '../support/groups.ts'
import { onTerminal } from '../support/on-terminal.ts'
import { type Arena, arena, succeed } from './main-job.ts'
import { writeEmbedded } from './write-embedded.ts'

const question = 'Only "yes" is taken: '
const key = '/config/detector/json'

/** The threshold was 0.7, and is 0.5 live. */
async function drifted(): Promise<Arena & { readonly source: () => string; readonly files: () => string[] }> {
  const opened = await arena(async () => ['--env', 'local'])
  // The lab has its thresholds from the same module.
  opened.workspace.edit('configs/index.ts', /^ +lab: .*\n/m, '')
  await succeed(opened.run('apply', '--yes'))
  await writeEmbedded(opened)(key, (text) => text.replace('"level2_ddos":0.7', '"level2_ddos":0.5'))
  await writeEmbedded(opened)('/config/sniffer/json', (text) => text.replace('"ddos":0.7', '"ddos":0.5'))
  const { directory } = opened.workspace
  return {
    ...opened,
    source: () => readFileSync(join(directory, 'configs/thresholds.ts'), 'utf8'),
    files: () => readdirSync(join(directory, 'configs')),
  }
}

it('drift names adopt, adopt writes the literal that both documents have, and a plan has nothing to write', async () => {
  const { run, source } = await drifted()
  expect((await run('drift')).stdout).toContain('next: appia adopt --env local writes it into the sources')
  const before = source()
  const { stdout } = await succeed(run('adopt', '--yes'))
  expect(stdout).toMatch(/^-.*ddos: 0\.7,\n\+.*ddos: 0\.5,$/m)
  expect(source()).toBe(before.replace('ddos: 0.7', 'ddos: 0.5'))
  expect((await succeed(run('plan'))).stdout).toContain('no changes: 6 keys as the sources say')
  await succeed(run('apply', '--yes'))
  expect((await succeed(run('drift', '--detailed-exitcode'))).stdout).toContain('0 modified')
  expect((await succeed(run('adopt', '--yes'))).stdout).toBe('local: nothing to adopt\n')
})

it('where nobody can be asked it is shown and refused without --yes', async () => {
  const { run, source } = await drifted()
  const before = source()
  const refused = await run('adopt')
  expect(refused.exitCode).toBe(exitCodes.refused)
  expect(refused.stdout).toContain('+++ b/configs/thresholds.ts')
  expect(refused.stderr).toContain('nothing written: nobody can be asked here')
  expect(source()).toBe(before)
})

it('one of two documents alone is refused with the other, and --json says so as data', async () => {
  const { run } = await drifted()
  const refused = await run('adopt', key, '--yes', '--json')
  expect(refused.exitCode).toBe(exitCodes.refused)
  expect(JSON.parse(refused.stdout)).toMatchObject({
    kind: 'refused',
    diagnostics: [{ code: 'shared-value', key, pointer: '/ml/thresholds/level2_ddos' }],
  })
  const shown = JSON.parse((await succeed(run('adopt', '--dry-run', '--json'))).stdout) as object
  expect(shown).toMatchObject({
    kind: 'dry',
    files: [{ path: 'configs/thresholds.ts', patch: expect.any(String) }],
  })
})

it('a key that is not there, and what is no pointer, are usage errors with the nearest', async () => {
  const { run } = await drifted()
  const wrong = await run('adopt', '/config/detektor/json', '--yes')
  expect(wrong.exitCode).toBe(exitCodes.usage)
  expect(wrong.stderr).toContain(`did you mean ${key}?`)
  expect((await run('adopt', `${key}#ml`, '--yes')).stderr).toContain('begins with "/"')
})

describeGroup('terminal', terminalMissing(), 'adopt on a terminal', () => {
  it('writes after "yes", and nothing after anything else', async () => {
    const { run, source, workspace } = await drifted()
    const before = source()
    const answered = (type: string) =>
      onTerminal(['adopt', '--env', 'local'], {
        directory: workspace.directory,
        answers: [{ after: question, type }],
      })
    const refused = await answered('y\r')
    expect(refused.exitCode, refused.screen).toBe(exitCodes.refused)
    expect(source()).toBe(before)
    const agreed = await answered('yes\r')
    expect(agreed.exitCode, agreed.screen).toBe(exitCodes.done)
    expect(source()).not.toBe(before)
    expect((await succeed(run('plan'))).stdout).toContain('no changes')
  })

  it('writes nothing after Ctrl-C', async () => {
    const { source, files, workspace } = await drifted()
    const before = [source(), files()]
    const { exitCode, screen } = await onTerminal(['adopt', '--env', 'local'], {
      directory: workspace.directory,
      answers: [{ after: question, type: '\x03' }],
    })
    expect(exitCode, screen).toBe(exitCodes.interrupted)
    expect([source(), files()]).toEqual(before)
  })

  it('writes nothing where an editor saved the file while it asked', async () => {
    const { source, workspace } = await drifted()
    const path = join(workspace.directory, 'configs/thresholds.ts')
    const edited = `${source()}// saved meanwhile\n`
    const { exitCode, screen } = await onTerminal(['adopt', '--env', 'local'], {
      directory: workspace.directory,
      answers: [
        {
          after: question,
          get type() {
            writeFileSync(path, edited)
            return 'yes\r'
          },
        },
      ],
    })
    expect(exitCode, screen).toBe(exitCodes.conflict)
    expect(screen).toContain('a source was changed meanwhile')
    expect(source()).toBe(edited)
  })
})
