import { describe, expect, it } from 'vitest'
import { loadWorkspace, typeCheck, typeInputs } from '../../src/load/index.ts'
import type { JsonValue } from '../../src/model/index.ts'
import { expectFailed, expectLoaded, moduleWith, workspaceFolder } from './workspace-folder.ts'

const yaml = `# limits
common: &common
  retries: 3
  wait: 1.5
live:
  <<: *common
  retries: 4
  hosts: [a, "b"]
`
const toml = `port = 80
[log.file]
path = 'a'
"max size" = 10
[[rules]]
name = "one"
[[rules]]
name = "two"
at = { x = 1 }
`
const csv = 'name,port\r\n"a ""b""",80\r\nc,81\r\n'

interface Leaf {
  readonly pointer: string
  /** `line:column` */
  readonly at: string
}

async function load(file: string, text: string) {
  const directory = workspaceFolder({
    'configs/index.ts': moduleWith(`import data from './${file}'\nconst value = data`),
    [`configs/${file}`]: text,
  })
  expect(await typeCheck(await typeInputs(directory, ''))).toEqual([])
  return loadWorkspace({ directory, schemas: [] })
}

describe('a config module imports', () => {
  it.each<[string, string, JsonValue, Leaf[]]>([
    [
      'd.yaml',
      yaml,
      { common: { retries: 3, wait: 1.5 }, live: { retries: 4, wait: 1.5, hosts: ['a', 'b'] } },
      [
        { pointer: '/common/retries', at: '3:12' },
        { pointer: '/live/retries', at: '7:12' },
        { pointer: '/live/wait', at: '4:9' },
        { pointer: '/live/hosts/1', at: '8:14' },
      ],
    ],
    [
      'd.toml',
      toml,
      {
        port: 80,
        log: { file: { path: 'a', 'max size': 10 } },
        rules: [{ name: 'one' }, { name: 'two', at: { x: 1 } }],
      },
      [
        { pointer: '/port', at: '1:8' },
        { pointer: '/log/file/max size', at: '4:14' },
        { pointer: '/rules/1/name', at: '8:8' },
        { pointer: '/rules/1/at/x', at: '9:12' },
      ],
    ],
    [
      'd.csv',
      csv,
      [
        { name: 'a "b"', port: '80' },
        { name: 'c', port: '81' },
      ],
      [
        { pointer: '/0/name', at: '2:1' },
        { pointer: '/1/port', at: '3:3' },
      ],
    ],
    ['d.txt', 'hello\n', 'hello\n', [{ pointer: '', at: '1:1' }]],
    ['d.yml', 'a: 1\n', { a: 1 }, [{ pointer: '/a', at: '1:4' }]],
  ])('%s, each leaf at its place', async (file, text, value, leaves) => {
    const [document] = expectLoaded(await load(file, text)).documents
    expect(document?.value).toEqual(value)
    for (const { pointer, at } of leaves) {
      const [line, column] = at.split(':').map(Number)
      expect(document?.provenance.get(pointer), pointer).toMatchObject({
        kind: 'exact',
        at: { file: `configs/${file}`, line, column },
      })
    }
  })

  it.each([
    ['d.yaml', 'a: 1\nb: [1\n', 'syntax-error', /^not valid YAML: Flow sequence/, 3],
    ['d.yaml', 'a: 1\na: 2\n', 'syntax-error', /^not valid YAML: Map keys must be unique/, 2],
    ['d.yaml', 'a: !secret x\n', 'syntax-error', /^not read: YAML with a tag that JSON does not have/, 1],
    ['d.toml', 'a = 1\nb = @\n', 'syntax-error', /^not valid TOML: /, 2],
    ['d.toml', 'a = 1979-05-27\n', 'syntax-error', /^not read: TOML with a date/, 1],
    ['d.csv', 'a,b\n1,2,3\n', 'syntax-error', /^not valid CSV: 3 cells where 2 columns have a name/, 2],
    ['d.csv', 'a,a\n', 'syntax-error', /^not read: two columns are called "a"/, 1],
    ['d.csv', 'a\n"x"y\n', 'syntax-error', /^not valid CSV: text after the closing quote/, 2],
    ['d.json', '{"a":1,\n"a":2}', 'duplicate-key', /^the member "a" stands here twice/, 2],
  ])('%s: %j not, and is told why and where', async (file, text, code, message, line) => {
    expect(expectFailed(await load(file, text))).toMatchObject([
      { code, message: expect.stringMatching(message), at: { file: `configs/${file}`, line } },
    ])
  })

  it('nothing else, and is told what it may', async () => {
    const directory = workspaceFolder({
      'configs/index.ts': moduleWith("import data from './d.xml'\nconst value = data"),
      'configs/d.xml': '<a/>',
    })
    expect(expectFailed(await loadWorkspace({ directory, schemas: [] }))).toMatchObject([
      {
        code: 'import-not-module',
        help: 'data is read from files that end in .json, .yaml, .yml, .toml, .csv, .txt',
      },
    ])
  })
})
