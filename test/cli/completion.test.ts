import { execFile } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it, onTestFinished } from 'vitest'
import { loadAllCommands } from '../../src/cli/commands.ts'
import { appia } from '../support/appia.ts'
import { describeGroup, shellMissing, terminalMissing } from '../support/groups.ts'
import { typeOnTerminal } from '../support/on-terminal.ts'
import { copyWorkspace, type TestWorkspace } from '../support/workspace.ts'

const program = join(import.meta.dirname, '../../dist/main.js')

/** A workspace with a key that a shell breaks at `:`, `=` and `@`. */
function workspaceWithOddKey(): TestWorkspace {
  const workspace = copyWorkspace()
  workspace.edit(
    'configs/index.ts',
    '  entries: [interfaces],',
    "  entries: [interfaces, entry({ key: '/config/a:b=c@d/rag', component: 'rag', schema: 'rag', value: rag.value })],",
  )
  workspace.edit('configs/index.ts', 'import { workspace }', 'import { entry, workspace }')
  return workspace
}

/** A folder with `appia` in it, to go in front of PATH. */
function withAppia(): { readonly [name: string]: string | undefined } {
  const folder = mkdtempSync(join(tmpdir(), 'appia-bin-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const script = join(folder, 'appia')
  writeFileSync(script, `#!/bin/sh\nexec '${process.execPath}' '${program}' "$@"\n`)
  chmodSync(script, 0o755)
  const { PATH, HOME, XDG_CACHE_HOME, XDG_STATE_HOME } = process.env
  return { PATH: `${folder}${delimiter}${PATH}`, HOME, XDG_CACHE_HOME, XDG_STATE_HOME, TERM: 'dumb' }
}

async function run(shell: string, words: readonly string[], directory: string): Promise<string> {
  const { stdout } = await promisify(execFile)(shell, [...words], { cwd: directory, env: withAppia() })
  return stdout
}

/** What a shell has for the last word of a line, as the script says it. */
async function candidates(words: readonly string[], workspace: TestWorkspace): Promise<string[]> {
  const ran = await appia(['completion', 'fish', '--', ...words], workspace)
  expect(ran.exitCode, ran.stderr).toBe(0)
  // A line of what it does stands below each.
  return ran.stdout
    .split('\n')
    .slice(1, -1)
    .filter((_, index) => index % 2 === 0)
}

describe('completion', () => {
  it('knows every command and every option of the one table', async () => {
    const workspace = copyWorkspace()
    const commands = await loadAllCommands()
    expect(await candidates([''], workspace)).toEqual([
      ...commands.map(({ name }) => name),
      ...['help', '--help', '--version'],
    ])
    for (const name of ['plan', 'adopt', 'rotate']) {
      const options = commands.find((each) => each.name === name)?.options ?? {}
      const found = await candidates([name, '--'], workspace)
      expect(found, name).toEqual(expect.arrayContaining(Object.keys(options).map((each) => `--${each}`)))
      expect(found).toContain('--workspace')
    }
  })

  it('does not offer what was given, and takes a value for a value', async () => {
    const workspace = copyWorkspace()
    expect(await candidates(['plan', '--all', '--al'], workspace)).toEqual([
      '--all-environments',
      '--allow-delete',
      '--allow-type-change',
      '--allow-plaintext-password',
    ])
    expect(await candidates(['plan', '--env', ''], workspace)).toEqual(['local', 'lab'])
    expect(await candidates(['plan', '--env=l'], workspace)).toEqual(['--env=local', '--env=lab'])
    expect(await candidates(['plan', '--format', ''], workspace)).toEqual([
      'text',
      'markdown',
      'html',
      'json',
    ])
    expect(await candidates(['kernel', 's'], workspace)).toEqual(['sync'])
    expect(await candidates(['nonsense', ''], workspace)).toEqual([])
  })

  it('knows keys, and pointers member by member', async () => {
    const workspace = workspaceWithOddKey()
    expect(await candidates(['explain', '/config/d'], workspace)).toEqual(['/config/detector/json'])
    expect(await candidates(['explain', '/config/detector/json#/m'], workspace)).toEqual([
      '/config/detector/json#/ml',
    ])
    const inside = await candidates(['adopt', '/config/detector/json#/ml/thresholds/'], workspace)
    expect(inside).toContain('/config/detector/json#/ml/thresholds/level2_ddos')
  })

  it('has the names from before while the sources have errors', async () => {
    const workspace = copyWorkspace()
    expect(await candidates(['explain', '/config/d'], workspace)).toEqual(['/config/detector/json'])
    workspace.edit('configs/thresholds.ts', 'ddos: 0.7,', 'ddos: ,')
    expect(await candidates(['explain', '/config/d'], workspace)).toEqual(['/config/detector/json'])
    expect(await candidates(['plan', '--env', ''], workspace)).toEqual(['local', 'lab'])
  })

  it('outside a workspace completes commands and options, and is quiet about the rest', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'appia-nowhere-'))
    onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
    const ran = await appia(['completion', 'fish', '--', 'explain', ''], { directory })
    expect(ran).toMatchObject({ exitCode: 0, stdout: 'words\n', stderr: '' })
  })

  it('of a shell that it does not know is a usage error', async () => {
    expect(await appia(['completion', 'tcsh'], copyWorkspace())).toMatchObject({ exitCode: 3 })
  })
})

describe('completion in bash', () => {
  /** What is in COMPREPLY when the cursor stands at the end of the line. */
  async function reply(line: string, workspace: TestWorkspace): Promise<string[]> {
    const script = `source <(appia completion bash)
compopt() { :; }
COMP_LINE=${JSON.stringify(line).replaceAll('$', '\\$')} COMP_WORDS=(appia)
COMP_POINT=\${#COMP_LINE}
COMP_WORDBREAKS=$' \\t\\n"\\'><=;|&(:@'
_appia
printf '%s\\n' "\${COMPREPLY[@]}"`
    const text = await run('bash', ['--norc', '-c', script], workspace.directory)
    return text.split('\n').filter((each) => each !== '')
  }

  it('gives what stands behind the last place where bash breaks a word', async () => {
    const workspace = workspaceWithOddKey()
    expect(await reply('appia explain /config/a', workspace)).toEqual(['/config/a:b=c@d/rag'])
    expect(await reply('appia explain /config/a:', workspace)).toEqual(['b=c@d/rag'])
    expect(await reply('appia explain /config/a:b=c@d/rag#/lo', workspace)).toEqual(['@d/rag#/log_level'])
    expect(await reply("appia explain '/config/a:b", workspace)).toEqual(['/config/a:b=c@d/rag'])
    expect(await reply('appia plan --env=l', workspace)).toEqual(['local', 'lab'])
    expect(await reply('appia adopt --env local --dry-run /config/a\\:b=c@', workspace)).toEqual(['@d/rag'])
  })

  it('leaves files to bash', async () => {
    const workspace = copyWorkspace()
    workspace.write('a b.plan.json', '')
    expect(await reply('appia apply a', workspace)).toEqual(['a b.plan.json'])
    expect(await reply('appia init c', workspace)).toEqual(['configs'])
  })
})

describeGroup('terminal', terminalMissing(), 'completion in bash on a terminal', () => {
  it('completes a key with : = @ in place, and goes on into the document', async () => {
    const workspace = workspaceWithOddKey()
    const { screen } = await typeOnTerminal(['bash', '--norc', '-i'], {
      directory: workspace.directory,
      variables: withAppia(),
      answers: [
        { after: 'bash-', type: "source <(appia completion bash); PS1='rea''dy> '\r" },
        { after: 'ready> ', type: ': ; appia explain /config/a:\t' },
        { after: 'b=c@d/rag', type: '#/lo\t' },
        { after: 'log_level', type: '\r' },
        { after: 'ready> ', type: 'exit\r' },
      ],
    })
    expect(screen).toContain('appia explain /config/a:b=c@d/rag')
    expect(screen).toMatch(/set at +configs/)
  })
})

describeGroup('zsh', shellMissing('zsh'), 'completion in zsh', () => {
  it('gives the words of the workspace', async () => {
    const workspace = workspaceWithOddKey()
    const script = `autoload -Uz compinit && compinit -u -D
source <(appia completion zsh)
compadd() { shift $#argv[1,-2]; print -rl -- "\${(@P)1}"; }
words=(appia explain '/config/a:b=') CURRENT=3
_appia
words=(appia plan --env '') CURRENT=4
_appia`
    expect(await run('zsh', ['-f', '-c', script], workspace.directory)).toBe(
      '/config/a:b=c@d/rag\nlocal\nlab\n',
    )
  })
})

describeGroup('fish', shellMissing('fish'), 'completion in fish', () => {
  it('gives the words of the workspace', async () => {
    const workspace = workspaceWithOddKey()
    const script = `appia completion fish | source
complete -C 'appia explain /config/a:b='
complete -C 'appia plan --env l'
complete -C 'appia kernel s'`
    const text = await run('fish', ['--no-config', '-c', script], workspace.directory)
    expect(text).toBe('/config/a:b=c@d/rag\nlab\nlocal\nsync\n')
  })
})
