import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { appia, type Ran } from '../support/appia.ts'
import { copyWorkspace, type TestWorkspace } from '../support/workspace.ts'
import { expectHarmless, hostile } from './hostile-text.ts'
import { writeEmbedded } from './write-embedded.ts'

const literal = JSON.stringify(hostile)

async function expectSafe(
  workspace: TestWorkspace,
  ...commands: readonly (readonly string[])[]
): Promise<string> {
  let all = ''
  for (const words of commands) {
    const ran: Ran = await appia(words, workspace)
    for (const output of [ran.stdout, ran.stderr]) {
      expectHarmless(output)
      // A line of its own would pass for one of ours.
      expect(output).not.toMatch(/^MARK/m)
    }
    expect(ran.stderr).not.toContain('this is a bug')
    all += ran.stdout + ran.stderr
  }
  return all
}

const arenaOf = (workspace: TestWorkspace) => ({
  workspace,
  run: (...words: readonly string[]) => appia(words, workspace),
})

describe('text of others reaches no output raw', () => {
  it('of a thrown error: text, JSON, SARIF', async () => {
    const workspace = copyWorkspace()
    workspace.edit('configs/rag.ts', /^/, `throw new Error(${literal})\n`)
    const all = await expectSafe(workspace, ['check'], ['check', '--json'], ['check', '--sarif'], ['plan'])
    expect(all).toContain('config-threw')
  })

  it('of an invariant, its sentence and its error', async () => {
    const workspace = copyWorkspace()
    workspace.edit(
      'configs/index.ts',
      /invariants(:|,)/,
      `invariants: [{ kind: 'invariant', id: ${literal}, rule: ${literal}, check: () => ${literal} }, { kind: 'invariant', id: 'two', rule: 'r', check: () => { throw new Error(${literal}) } }], otherwise$1`,
    )
    await expectSafe(workspace, ['check'], ['check', '--json'], ['check', '--sarif'])
  })

  it('of a waiver: its reason', async () => {
    const workspace = copyWorkspace()
    workspace.edit('configs/waivers.ts', /reason:\s*(['"`])[^'"`]*\1/, `reason: ${literal}`)
    await expectSafe(workspace, ['check'], ['plan'], ['plan', '--json'], ['apply', '--yes'])
  })

  it('of file names', async () => {
    const workspace = copyWorkspace()
    const name = 'a\u001b[2J\u202e::error::x'
    workspace.write(`configs/${name}.ts`, `throw new Error('x')`)
    workspace.write(`schemas/${name}.schema.json`, '{ "type": ')
    workspace.edit('configs/index.ts', /^/, `import ${JSON.stringify(`./${name}`)}\n`)
    await expectSafe(workspace, ['check'], ['check', '--json'], ['check', '--sarif'], ['generate'])
  })

  it('of what a store holds: keys, values, messages of applies', async () => {
    const workspace = copyWorkspace()
    await expectSafe(workspace, ['apply', '--yes', '-m', hostile])
    const write = writeEmbedded(arenaOf(workspace))
    for (const key of ['/config/rag/json', `/config/${hostile}/json`]) await write(key, () => hostile)
    const all = await expectSafe(
      workspace,
      ...[['history'], ['history', '--json'], ['plan'], ['plan', '--json'], ['plan', '--diff'], ['drift']],
      ...[
        ['drift', '--json'],
        ['diff', '--from', '@1'],
        ['explain', '/config/rag/json'],
        ['status'],
        ['doctor'],
      ],
    )
    expect(all).toContain('\\u{1b}')
  })

  it('of a plan file: keys and values', async () => {
    const workspace = copyWorkspace()
    await appia(['plan', '-o', 'a.plan.json'], workspace)
    const file = `${workspace.directory}/a.plan.json`
    const { readFileSync } = await import('node:fs')
    const text = readFileSync(file, 'utf8').replaceAll(
      '/config/rag/json',
      `/config/${literal.slice(1, -1)}/json`,
    )
    workspace.write('b.plan.json', text)
    await expectSafe(
      workspace,
      ['show', 'b.plan.json'],
      ['show', 'b.plan.json', '--json'],
      ['show', 'b.plan.json', '--format', 'markdown'],
      ['apply', 'b.plan.json', '--yes'],
    )
  })

  it('of the command line itself', async () => {
    const workspace = copyWorkspace()
    await expectSafe(
      workspace,
      [hostile],
      ['plan', '--env', hostile],
      ['explain', hostile],
      ['show', hostile],
      [`--${hostile}`],
    )
  })

  it('of git', async () => {
    const workspace = copyWorkspace()
    const git = (...words: string[]) =>
      execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@x', ...words], {
        cwd: workspace.directory,
      })
    git('init', '-q')
    git('add', 'configs')
    git('commit', '-q', '-m', hostile)
    await expectSafe(workspace, ['plan'], ['apply', '--yes'], ['history'])
  })
})

describe('a value in a store that is nested too deep', () => {
  it('is told as such, by every command that reads it', async () => {
    const workspace = copyWorkspace()
    await appia(['apply', '--yes'], workspace)
    await writeEmbedded(arenaOf(workspace))(
      '/config/rag/json',
      () => `${'['.repeat(60_000)}${']'.repeat(60_000)}`,
    )
    await expectSafe(
      workspace,
      ...[['plan'], ['plan', '--json'], ['plan', '--diff'], ['drift'], ['diff', '--from', '@1']],
      ...[
        ['explain', '/config/rag/json'],
        ['explain', '/config/rag/json#/log_level'],
        ['status'],
        ['doctor'],
      ],
    )
  })
})
