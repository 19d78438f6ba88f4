import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { exitCodes } from '../../src/model/index.ts'
import { appia, type Ran } from '../support/appia.ts'
import { succeed } from './main-job.ts'

/** An empty folder, and the program in it. */
function folder(files: Readonly<Record<string, string>> = {}) {
  const directory = mkdtempSync(join(tmpdir(), 'appia-import-'))
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(directory, path)), { recursive: true })
    writeFileSync(join(directory, path), text)
  }
  for (const [path, text] of Object.entries(files)) write(path, text)
  return {
    directory,
    write,
    read: (path: string) => readFileSync(join(directory, path), 'utf8'),
    names: () => readdirSync(directory).sort(),
    run: (...words: string[]): Promise<Ran> => appia(words, { directory }),
  }
}

describe('appia init', () => {
  it('makes a workspace of one component that passes check, and nothing the second time', async () => {
    const { run, read } = folder()
    const first = await succeed(run('init', 'shop'))
    expect(first.stdout).toContain('created configs/index.ts')
    expect(first.stdout).toContain('next: cd shop && npm install && npx appia check')
    expect(JSON.parse(read('shop/package.json'))).toMatchObject({
      name: 'shop',
      devDependencies: { appia: expect.stringMatching(/^\d/) },
    })
    const checked = await succeed(run('check', '--workspace', 'shop'))
    expect(checked).toMatchObject({ stdout: 'local  1 key, 0 of 0 invariants hold\n', stderr: '' })
    expect((await succeed(run('generate', '--check', '--workspace', 'shop'))).stdout).toContain('up to date')
    expect((await succeed(run('init', 'shop'))).stdout).toBe('shop: everything is there already\n')
  })

  it('leaves what a project has as it is, and says what belongs there', async () => {
    const files = {
      'package.json': '{}',
      'README.md': 'mine',
      'tsconfig.json': '{ "include": ["src"] }',
      '.gitignore': 'dist\n',
    }
    const { run, read } = folder(files)
    const { stdout } = await succeed(run('init', '--name', 'shop'))
    expect(stdout.split('\n').filter((line) => line.startsWith('  left'))).toEqual([
      expect.stringMatching(/^ {2}left {4}package\.json: "appia": "[\d.]+" belongs in its devDependencies$/),
      '  left    tsconfig.json: configs/tsconfig.json stands beside it',
      '  left    .gitignore: .appia/ and plans/*.plan.json belong in it',
      '  left    README.md',
    ])
    for (const [path, text] of Object.entries(files)) expect(read(path)).toBe(text)
    expect(JSON.parse(read('configs/tsconfig.json'))).toMatchObject({ include: ['.', '../generated/ts'] })
    expect((await succeed(run('check'))).stdout).toBe('local  1 key, 0 of 0 invariants hold\n')
    expect((await succeed(run('init', '--name', 'shop'))).stdout).toBe('shop: everything is there already\n')
  })

  it('names every file of the workspace that is there and another, and writes nothing', async () => {
    const { run, names, read } = folder({ 'configs/index.ts': 'mine', 'schemas/example.schema.json': '{}' })
    const refused = await run('init', '--name', 'shop')
    expect(refused).toMatchObject({ exitCode: exitCodes.refused, stdout: '' })
    expect(refused.stderr).toContain(
      'nothing written: configs/index.ts, schemas/example.schema.json are there, and others',
    )
    expect(names()).toEqual(['configs', 'schemas'])
    expect(read('configs/index.ts')).toBe('mine')
  })

  it('refuses a name that cannot be one', async () => {
    const { run, names } = folder()
    expect(await run('init', '--name', '../x')).toMatchObject({ exitCode: exitCodes.usage })
    expect(names()).toEqual([])
  })
})

const services = {
  'old/search.json': '{\n  // of the team\n  "port": 9200,\n  "hosts": ["a:1", "b:2"],\n  "ratio": 0.70\n}\n',
  'old/billing.jsonc': '{"search": "a:1", "currency": "EUR"}',
  'old/README.md': 'of ours',
}

describe('appia import', () => {
  it('brings a folder into a new workspace that passes check, and changes nothing the second time', async () => {
    const { run, read } = folder(services)
    const { stdout } = await succeed(run('import', 'old', '--name', 'shop'))
    expect(stdout).toContain('2 documents imported')
    expect(stdout).toContain('old/README.md  its ending is none of')
    expect(read('configs/search.ts')).toContain('  // of the team\n  port: 9200,\n')
    const checked = await succeed(run('check'))
    expect(checked.stdout).toBe('local  2 keys, 0 of 0 invariants hold\n')
    expect(checked.stderr).toContain('warning[schema-question]')
    const again = await succeed(run('import', 'old'))
    expect(again.stdout).toMatch(/^nothing new: all 2 documents are in the workspace already\n/)
  })

  it('takes the place of the component that a workspace began with', async () => {
    const { run, read } = folder(services)
    await succeed(run('init', 'shop'))
    const { stdout } = await succeed(run('import', 'old', '--workspace', 'shop'))
    expect(stdout).toContain('removed configs/example.ts')
    expect(read('shop/configs/index.ts')).toContain('components: { billing, search }')
    expect((await succeed(run('check', '--workspace', 'shop'))).stdout).toBe(
      'local  2 keys, 0 of 0 invariants hold\n',
    )
  })

  it('with --dry-run says what it would write, and writes nothing', async () => {
    const { run, names } = folder(services)
    const { stdout } = await succeed(run('import', 'old', '--dry-run'))
    expect(stdout).toContain('created configs/search.ts')
    expect(names()).toEqual(['old'])
  })

  it('does not overwrite a module that says otherwise, unless it is told to', async () => {
    const { run, read, write } = folder(services)
    await succeed(run('import', 'old'))
    write('old/search.json', '{"port": 9300, "hosts": ["a:1"], "ratio": 1}')
    const refused = await run('import', 'old')
    expect(refused.exitCode).toBe(exitCodes.invalid)
    expect(refused.stderr).toContain(
      'error[import-conflict]: old/search.json differs from what configs/search.ts',
    )
    expect(read('configs/search.ts')).toContain('port: 9200')
    await succeed(run('import', 'old', '--force'))
    expect(read('configs/search.ts')).toContain('port: 9300')
    expect((await succeed(run('check'))).stdout).toContain('2 keys')
  })

  it('makes environments of folders that are called so', async () => {
    const { run } = folder({
      'old/dev/api.json': '{"port": 1, "log": "debug"}',
      'old/prod/api.json': '{"port": 1, "log": "info"}',
    })
    const { stdout } = await succeed(run('import', 'old/dev', 'old/prod'))
    expect(stdout).toContain('1 document imported')
    expect((await succeed(run('check'))).stdout).toBe(
      'dev  1 key, 0 of 0 invariants hold\nprod  1 key, 0 of 0 invariants hold\n',
    )
    expect((await succeed(run('plan', '--env', 'prod', '--all'))).stdout).toMatch(/log +info/)
  })

  it('leaves out what the defaults of a schema give', async () => {
    const { run, read, write } = folder(services)
    await succeed(run('import', 'old/billing.jsonc'))
    write(
      'schemas/search.schema.json',
      JSON.stringify({
        $schema: 'https://json-schema.org/draft/2020-12/schema',
        type: 'object',
        'x-effect': 'restart',
        additionalProperties: false,
        required: ['port', 'hosts'],
        properties: {
          port: { type: 'integer', minimum: 1, maximum: 65535, default: 9200 },
          hosts: { type: 'array', items: { type: 'string' } },
          ratio: { type: 'number', default: 0.5 },
        },
      }),
    )
    await succeed(run('import', 'old/search.json'))
    expect(read('configs/search.ts')).not.toContain('port:')
    expect(read('configs/search.ts')).toContain('ratio: 0.70')
    expect((await succeed(run('import', 'old'))).stdout).toContain('nothing new')
  })
})

describe('what cannot be imported', () => {
  it.each<[string, Readonly<Record<string, string>>, string, number]>([
    ['broken JSON', { 'a.json': '{"a": 1' }, 'a.json is not valid JSON', exitCodes.invalid],
    ['a member twice', { 'a.json': '{"a": 1, "a": 1}' }, 'the member "a" twice', exitCodes.invalid],
    ['an integer beyond 2^53', { 'a.json': '{"a": 9007199254740993}' }, 'beyond 2^53', exitCodes.invalid],
    ['__proto__', { 'a.json': '{"__proto__": 1}' }, '/__proto__ has a name', exitCodes.invalid],
    ['an empty file', { 'a.json': '' }, 'a.json is empty', exitCodes.invalid],
    ['too deep a file', { 'a.json': '['.repeat(1000) }, 'more than 256 deep', exitCodes.invalid],
    ['10 MB', { 'a.json': `"${'x'.repeat(10_000_000)}"` }, 'has 10,000,002 bytes', exitCodes.invalid],
    ['nothing', { 'a.md': '' }, 'nothing to import in in: it has a.md', exitCodes.usage],
    [
      'two files for one key',
      { 'a.json': '1', 'a.jsonc': '1' },
      'are both of the key /config/a/json',
      exitCodes.invalid,
    ],
  ])('%s: a clear error, and nothing written', async (_, files, message, exitCode) => {
    const { run, names, directory } = folder(
      Object.fromEntries(Object.entries(files).map(([path, text]) => [`in/${path}`, text])),
    )
    const refused = await run('import', 'in')
    expect(refused.stderr).toContain(message)
    expect(refused).toMatchObject({ exitCode, stdout: '' })
    expect(names(), directory).toEqual(['in'])
  })

  it('a link is not followed, and a file that is not there is named', async () => {
    const { run, directory } = folder({ 'in/a.json': '1' })
    symlinkSync('/etc/hostname', join(directory, 'in/b.json'))
    expect((await succeed(run('import', 'in', '--dry-run'))).stdout).toContain(
      'in/b.json  a symbolic link, and none is followed',
    )
    expect((await run('import', 'in/b.json')).stderr).toContain('is a symbolic link')
    expect((await run('import', 'in/c.json')).stderr).toContain('cannot read in/c.json: it is not there')
    expect(await run('import')).toMatchObject({ exitCode: exitCodes.usage })
  })

  it('shows no line of a file on which a secret may stand', async () => {
    const { run } = folder({ 'in/a.json': '{"password": "hunter2", "n": 9007199254740993}' })
    const refused = await run('import', 'in')
    expect(refused.exitCode).toBe(exitCodes.invalid)
    expect(refused.stdout + refused.stderr).not.toContain('hunter2')
  })
})

describe('appia import --schema', () => {
  const published = JSON.stringify({
    $schema: 'http://json-schema.org/draft-07/schema#',
    type: 'object',
    properties: { port: { type: 'integer', minimum: 1, format: 'int32' }, to: { $ref: '#/definitions/to' } },
    definitions: { to: { type: 'string' } },
  })

  it('makes a published schema one of the workspace, and says what it could not carry over', async () => {
    const { run, read } = folder({ 'published.json': published })
    await succeed(run('init', '--name', 'shop', 'w'))
    const convert = (...words: string[]) =>
      run('import', '--schema', 'published.json', '--workspace', 'w', ...words)
    const { stdout } = await succeed(convert('--name', 'api'))
    expect(stdout).toContain('created schemas/api.schema.json\n  created generated/ts/api.d.ts\n')
    expect(stdout).toContain('/properties/port/format  "format": "int32" is not checked here')
    expect(JSON.parse(read('w/schemas/api.schema.json'))).toHaveProperty('$defs.to.type', 'string')
    expect((await succeed(run('check', '--workspace', 'w'))).stderr).toContain(
      'schemas/api.schema.json is a draft with 2 open questions',
    )
    expect((await succeed(convert('--name', 'api'))).stdout).toContain('api: it is there already, as it is')
    expect(await convert('--name', 'example')).toMatchObject({ exitCode: exitCodes.refused })
    expect(await convert('--name', '../x')).toMatchObject({ exitCode: exitCodes.usage })
  })
})
