import { beforeAll, describe, expect, it } from 'vitest'
import { loadFormats, tomlRanges } from '../../src/formats/index.ts'
import { readDocument } from '../../src/importing/index.ts'

beforeAll(() => Promise.all([loadFormats(['yaml', 'toml']), tomlRanges.load()]))

describe('a document of another format', () => {
  it.each([
    [
      'a.yaml',
      'base: &b { port: 1 }\napi:\n  <<: *b\n  log: info\n',
      { base: { port: 1 }, api: { port: 1, log: 'info' } },
      'yaml',
    ],
    ['a.yml', '- 1\n- two\n', [1, 'two'], 'yaml'],
    ['a.toml', '[api]\nport = 1_000\n', { api: { port: 1000 } }, 'toml'],
    ['a.env', "PORT=1\nNAME='a b'\n", { PORT: '1', NAME: 'a b' }, 'env'],
    ['a.txt', 'Good morning\n', 'Good morning\n', 'text'],
  ])('%s is read, and keeps its format', (file, text, value, format) => {
    expect(readDocument({ file, text })).toMatchObject({ value, format })
  })

  it.each([
    ['a.yaml', 'a: 1\na: 2\n', 'a.yaml is YAML with a member twice'],
    ['a.yaml', 'a: 9007199254740993\n', 'a.yaml is YAML with a number that reading it would round'],
    ['a.yaml', '', 'a.yaml is empty'],
    ['a.toml', 'a = \n', 'a.toml is no TOML'],
    ['a.env', 'A B\n', 'a.env is no env file: line 1 is read differently by its readers'],
    ['a.yaml', '$secret: x\n', '/$secret has a name that stands for a secret in a config'],
  ])('%s that cannot be a document is refused in words', (file, text, message) => {
    expect(readDocument({ file, text })).toMatchObject({ diagnostics: [{ message, code: 'import-refused' }] })
  })
})
