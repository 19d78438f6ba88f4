import { describe, expect, it } from 'vitest'
import { holdsValue, loadFormats, readDocument, unreadBytes, writeDocument } from '../../src/formats/index.ts'
import { type DocumentFormat, documentFormats, type JsonValue } from '../../src/model/index.ts'

await loadFormats(documentFormats)

const bytes = (text: string): Uint8Array => Buffer.from(text)

function written(value: JsonValue, format: DocumentFormat): string {
  const outcome = writeDocument(value, format)
  return 'bytes' in outcome ? Buffer.from(outcome.bytes).toString() : `! ${outcome.problem}`
}

describe('a document is written', () => {
  const value = { port: 8080, hosts: ['a', 'b'], 'is on': true, log: { level: 'info' } }

  it.each<[DocumentFormat, string]>([
    ['json', '{"hosts":["a","b"],"is on":true,"log":{"level":"info"},"port":8080}'],
    [
      'pretty-json',
      '{\n  "hosts": [\n    "a",\n    "b"\n  ],\n  "is on": true,\n  "log": {\n    "level": "info"\n  },\n  "port": 8080\n}\n',
    ],
    ['yaml', 'hosts:\n  - a\n  - b\nis on: true\nlog:\n  level: info\nport: 8080\n'],
    ['toml', 'hosts = [ "a", "b" ]\n"is on" = true\nport = 8080\n\n[log]\nlevel = "info"\n'],
  ])('as %s with sorted members', (format, text) => {
    expect(written(value, format)).toBe(text)
    expect(readDocument(bytes(text), format)).toEqual(value)
  })

  it('as an env file, in quotes where readers differ', () => {
    const variables = { B: 'two words', A: '/plain:1', C: "it's $5", D: '' }
    const text = `A=/plain:1\nB='two words'\nC="it's \\$5"\nD=\n`
    expect(written(variables, 'env')).toBe(text)
    expect(readDocument(bytes(text), 'env')).toEqual(variables)
  })

  it('as YAML that a reader of version 1.1 takes for the same', () => {
    const texts = { a: 'yes', b: '0777', c: '12:30', d: '2020-01-01', e: 'null', f: '1e3', g: '~', h: 'on' }
    expect(written(texts, 'yaml')).toBe(
      'a: "yes"\nb: "0777"\nc: "12:30"\nd: "2020-01-01"\ne: "null"\nf: "1e3"\ng: "~"\nh: "on"\n',
    )
  })

  it.each<[JsonValue, DocumentFormat, string]>([
    [[1], 'toml', 'the document is not an object, and TOML holds nothing else'],
    [{ a: { b: null } }, 'toml', '/a/b is null, which TOML does not have'],
    [{ PORT: 80 }, 'env', '/PORT is not a text, and an env file holds nothing else'],
    [{ 'my-port': '80' }, 'env', '/my-port is not a name that an env file can have'],
    [{ KEY: 'a\nb' }, 'env', '/KEY has more than one line, which an env file cannot have'],
    [5, 'text', 'the document is not a text, and its format is text'],
    ['5', 'number', 'the document is not a number, and its format is number'],
    ['?', 'binary', 'the document is not base64, and its format is binary'],
  ])('%j is not written as %s', (value, format, problem) => {
    expect(writeDocument(value, format)).toMatchObject({ problem })
  })
})

describe('bytes are read', () => {
  it.each<[string, DocumentFormat, JsonValue]>([
    [
      'base: &b { retries: 3 }\nlive:\n  <<: *b\n  port: 80 # default\n',
      'yaml',
      { base: { retries: 3 }, live: { retries: 3, port: 80 } },
    ],
    ['a: 0x1F\nb: 0o17\nc: .5\n', 'yaml', { a: 31, b: 15, c: 0.5 }],
    ['# nothing\nexport A="x \\"y\\""\n\nB=1\r\n', 'env', { A: 'x "y"', B: '1' }],
    [' 12.5\n', 'number', 12.5],
    ['', 'text', ''],
    ['\ufeffa', 'text', '\ufeffa'],
  ])('%j as %s', (text, format, value) => {
    expect(readDocument(bytes(text), format)).toEqual(value)
  })

  it('as binary, whatever they are', () => {
    expect(readDocument(Uint8Array.of(0, 255), 'binary')).toBe('AP8=')
    expect(writeDocument('AP8=', 'binary')).toEqual({ bytes: Uint8Array.of(0, 255) })
  })

  it.each<[string, DocumentFormat, string]>([
    ['a: 1\na: 2\n', 'yaml', 'YAML with a member twice'],
    ['a: 1\n---\nb: 2\n', 'yaml', 'YAML of several documents'],
    ['a: [1\n', 'yaml', 'no YAML'],
    ['80: a\n', 'yaml', 'YAML with a member whose name is not a text'],
    ['a: !secret x\n', 'yaml', 'YAML with a tag that JSON does not have'],
    ['a: 12345678901234567890\n', 'yaml', 'YAML with a number that reading it would round'],
    ['a: .nan\n', 'yaml', 'YAML with NaN'],
    ['a = 1979-05-27\n', 'toml', 'TOML with a date, which JSON does not have'],
    ['a = 9007199254740993\n', 'toml', 'TOML with an integer beyond 2^53'],
    ['a = \n', 'toml', 'no TOML'],
    ['A=two words\n', 'env', 'no env file: line 1 is read differently by its readers'],
    ['A=1\nA=2\n', 'env', 'an env file with A twice'],
    ['"5"', 'number', 'no number'],
    ['', 'yaml', 'empty'],
  ])('%j as %s not', (text, format, problem) => {
    expect(readDocument(bytes(text), format)).toBeUndefined()
    expect(unreadBytes(bytes(text), format)).toMatchObject({ problem })
  })
})

describe('bytes hold a value', () => {
  const value = { a: 1, b: ['x:', '"y":'] }

  it.each<[string, DocumentFormat]>([
    ['{ "b": ["x:", "\\"y\\":"],\n "a": 1.0 }', 'json'],
    ['# kept\nb: [ "x:", \'"y":\' ]\na: 1\n', 'yaml'],
    ['a = 1\nb = ["x:", \'"y":\']\n', 'toml'],
  ])('%j does, however it is written', (text, format) => {
    expect(holdsValue(bytes(text), value, format)).toBe(true)
  })

  it.each<[string, DocumentFormat, string]>([
    ['{"a":1,"a":1,"b":["x:","\\"y\\":"]}', 'json', 'a member twice is read in more than one way'],
    ['\ufeff{"a":1,"b":["x:","\\"y\\":"]}', 'json', 'a byte order mark is no JSON to most'],
    ['{"a":2,"b":["x:","\\"y\\":"]}', 'json', 'another value'],
  ])('%j does not: %s', (text, format) => {
    expect(holdsValue(bytes(text), value, format)).toBe(false)
  })
})
