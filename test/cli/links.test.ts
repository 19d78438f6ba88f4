import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { exitCodes } from '../../src/model/index.ts'
import { appia, type Ran } from '../support/appia.ts'
import { copyWorkspace, type TestWorkspace } from '../support/workspace.ts'

let workspace: TestWorkspace
/** A folder beside the workspace, with files whose texts hold a marker; nothing of it may change or be shown. */
let outside: string
const run = (...words: string[]) => appia(words, workspace)
const inside = (path: string) => join(workspace.directory, path)

beforeEach(() => {
  workspace = copyWorkspace()
  outside = mkdtempSync(join(tmpdir(), 'appia-outside-'))
  onTestFinished(() => rmSync(outside, { recursive: true, force: true }))
})

/** Moves what stands at a path of the workspace out of it and leaves a link. */
function linkOut(path: string): void {
  const target = join(outside, path.replaceAll('/', '-'))
  if (existsSync(inside(path))) renameSync(inside(path), target)
  else mkdirSync(target)
  mkdirSync(dirname(inside(path)), { recursive: true })
  symlinkSync(target, inside(path))
}

function stateOf(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => {
      const found = lstatSync(join(folder, name))
      return `${name} ${found.mode} ${found.isFile() ? readFileSync(join(folder, name), 'utf8') : ''}`
    })
}

function expectRefused({ exitCode, stdout, stderr }: Ran, link: string): void {
  expect(exitCode, stdout).not.toBe(exitCodes.done)
  expect(stdout + stderr).toContain(`symbolic link`)
  expect(stdout + stderr).toContain(link)
  expect(stdout + stderr).not.toContain('this is a bug')
}

describe('a symbolic link in a workspace is not followed', () => {
  it.each(['configs', 'configs/index.ts', 'configs/sniffer.ts', 'schemas', 'schemas/sniffer.schema.json'])(
    'to read: %s',
    async (path) => {
      linkOut(path)
      const before = stateOf(outside)
      for (const words of [['check'], ['plan'], ['generate']]) expectRefused(await run(...words), path)
      expect(stateOf(outside)).toEqual(before)
    },
  )

  it.each(['generated', 'generated/ts', 'generated/c', 'generated/ts/index.ts'])(
    'to write or compare: %s',
    async (path) => {
      if (!existsSync(inside(path))) return expect(path).toBe('generated/ts/index.ts')
      linkOut(path)
      writeFileSync(
        inside('schemas/rag.schema.json'),
        `${readFileSync(inside('schemas/rag.schema.json'), 'utf8')} `,
      )
      const before = stateOf(outside)
      expectRefused(await run('generate', '--check'), path)
      expectRefused(await run('generate'), path)
      expect(stateOf(outside)).toEqual(before)
    },
  )

  it('to remove a generated file whose schema is gone', async () => {
    linkOut('generated/ts')
    writeFileSync(
      join(outside, 'generated-ts/old.ts'),
      '// Generated from schemas/old.schema.json by appia generate;\n',
    )
    expectRefused(await run('generate'), 'generated/ts')
    expect(existsSync(join(outside, 'generated-ts/old.ts'))).toBe(true)
  })

  it.each([
    '.appia',
    '.appia/local.store',
    '.appia/local.store.new',
    '.appia/journal',
    '.appia/journal/local',
  ])('to keep state: %s', async (path) => {
    linkOut(path)
    const before = stateOf(outside)
    for (const words of [['plan'], ['apply', '--yes'], ['history'], ['apply', '--resume']])
      expectRefused(await run(...words), path)
    expect(stateOf(outside)).toEqual(before)
  })

  it('to save a plan', async () => {
    linkOut('plans')
    expectRefused(await run('plan', '-o', 'plans/a.plan.json'), 'plans')
    expect(readdirSync(join(outside, 'plans'))).toEqual([])
  })

  it.each(['.appia', '.appia/cache', '.appia/tsconfig.json'])('check has no use for %s', async (path) => {
    linkOut(path)
    const before = stateOf(outside)
    expect((await run('check')).exitCode).toBe(exitCodes.done)
    expect(stateOf(outside)).toEqual(before)
  })
})

describe('what lies in .appia is this user’s', () => {
  it('in git it is refused', async () => {
    const git = (...words: string[]) => execFileSync('git', words, { cwd: workspace.directory })
    git('init', '-q')
    expect((await run('plan')).exitCode).toBe(exitCodes.done)
    git('add', '-f', '.appia')
    const { exitCode, stderr } = await run('plan')
    expect(exitCode).toBe(exitCodes.refused)
    expect(stderr).toContain('.appia is in git')
    git('rm', '-r', '-q', '--cached', '.appia')
    expect((await run('plan')).exitCode).toBe(exitCodes.done)
  })

  it('nobody else reads it or a plan, whatever the umask was', async () => {
    mkdirSync(inside('.appia'))
    chmodSync(inside('.appia'), 0o777)
    const before = process.umask(0)
    try {
      await run('plan', '-o', 'a.plan.json')
      await run('apply', 'a.plan.json', '--yes')
    } finally {
      process.umask(before)
    }
    const paths = readdirSync(inside('.appia'), { recursive: true, encoding: 'utf8' }).map(
      (name) => `.appia/${name}`,
    )
    expect(paths).toContain('.appia/local.store')
    for (const path of ['a.plan.json', '.appia', ...paths])
      expect(statSync(inside(path)).mode & 0o077, path).toBe(0)
  })

  it.each(['../escape', 'a/b', '..', 'a\\nb'])(
    'an environment does not lead out of it by its name: %j',
    async (name) => {
      workspace.edit('configs/index.ts', /local: \{/, `'${name}': {`)
      const before = readdirSync(dirname(workspace.directory)).filter((each) => each.includes('escape'))
      const { exitCode, stdout, stderr } = await run('apply', '--yes', '--env', name.replace('\\n', '\n'))
      expect(exitCode, stdout).not.toBe(exitCodes.done)
      expect(stderr).not.toContain('this is a bug')
      expect(readdirSync(dirname(workspace.directory)).filter((each) => each.includes('escape'))).toEqual(
        before,
      )
    },
  )
})
