import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { canonicalJson, type JsonObject, type JsonValue } from '../../../src/model/index.ts'
import { expectGolden } from '../../support/golden.ts'
import { cppMissing, describeGroup } from '../../support/groups.ts'
import { strictFlags } from './compile.ts'

const page = join(import.meta.dirname, '../../../docs/json-readers.md')
const start = '<!-- made by test/e2e/cpp/readers.test.ts -->'
const jsoncpp = '/usr/include/jsoncpp'

/** As the member `x` of a document that Appia writes. */
const numbers = [
  ...['1', '1.5', '-1', '70000', '3000000000', '9007199254740992', '1152921504606847000'],
  ...['18446744073709552000', '100000000000000000000', '1e+21'],
]
const others = ['null', 'true', '0', '"5"', '"a\\u0000b"']
/** Whole documents that Appia never writes, nor the generated header takes but for the first. */
const foreign = [
  '{"x":1.0}',
  '{}',
  '{"x":1,"x":2}',
  '{"x":9007199254740993}',
  '{"x":1,}',
  '{"x":1} {}',
  '{"x":01}',
]

/** The questions of `readers.cpp`, in their order. */
const questions = [
  ...[
    'is_number_integer()',
    'is_number_float()',
    'get<int>()',
    'get<std::uint16_t>()',
    'get<std::int64_t>()',
  ],
  ...['get<std::string>()', 'get<bool>()', 'value("x", 7)', 'isInt()', 'isDouble()', 'asInt()'],
  ...['(std::uint16_t) asUInt()', 'asInt64()', 'asString()', 'asBool()', 'get("x", 7).asInt()'],
]
const ofNumbers = [
  ...['is_number_integer()/is_number_float()', 'get<int>()', 'get<std::uint16_t>()', 'get<std::int64_t>()'],
  ...['isInt()/isDouble()', 'asInt()', '(std::uint16_t) asUInt()', 'asInt64()'],
]
const ofOthers = [
  ...['get<int>()/get<std::int64_t>()', 'get<std::string>()', 'get<bool>()', 'value("x", 7)'],
  ...['asInt()', 'asString()', 'asBool()', 'get("x", 7).asInt()'],
]

const ofForeign = [
  ...['is_number_integer()/is_number_float()', 'get<int>()', 'get<std::int64_t>()', 'value("x", 7)'],
  ...['isInt()/isDouble()', 'asInt()', 'asInt64()', 'get("x", 7).asInt()'],
]

function jsoncppMissing(): string | undefined {
  return cppMissing() ?? (existsSync(jsoncpp) ? undefined : `no ${jsoncpp}`)
}

describeGroup('cpp', jsoncppMissing(), 'JSON libraries of C++', () => {
  const folder = mkdtempSync(join(tmpdir(), 'appia-readers-'))
  const program = join(folder, 'readers')

  beforeAll(() => {
    const source = join(import.meta.dirname, 'readers.cpp')
    const flags = [...strictFlags, '-std=c++17', '-fsanitize=address,undefined', '-fno-sanitize-recover=all']
    execFileSync('g++', [...flags, '-isystem', jsoncpp, source, '-o', program, '-ljsoncpp'])
  }, 300_000)
  afterAll(() => rmSync(folder, { recursive: true }))

  /** By the question. */
  function ask(documents: readonly string[]): Map<string, string>[] {
    const { stdout, stderr } = spawnSync(program, { input: `${documents.join('\n')}\n`, encoding: 'utf8' })
    expect(stderr).toBe('')
    const lines = stdout.trimEnd().split('\n')
    return lines.map((line) => new Map(line.split('\t').map((text, index) => [questions[index] ?? '', text])))
  }

  it('make of documents what docs/json-readers.md says', () => {
    const canonical = [...numbers, ...others].map((value) => `{"x":${value}}`)
    for (const text of canonical) expect(canonicalJson(JSON.parse(text))).toBe(text)
    const tables = [
      table('a number', numbers, { answers: ask(numbers.map(member)), columns: ofNumbers }),
      table('another value', others, { answers: ask(others.map(member)), columns: ofOthers }),
      table('never written', foreign, { answers: ask(foreign), columns: ofForeign }),
    ]
    const [before = ''] = readFileSync(page, 'utf8').split(start)
    expectGolden(page, `${before}${start}\n\n${tables.join('\n')}`)
  })
})

function member(value: string): string {
  return `{"x":${value}}`
}

interface Answers {
  readonly answers: readonly ReadonlyMap<string, string>[]
  readonly columns: readonly string[]
}

function table(title: string, texts: readonly string[], { answers, columns }: Answers): string {
  const half = columns.length / 2
  const heads = columns.map((column, index) => {
    const library = index === 0 ? 'nlohmann: ' : index === half ? 'jsoncpp: ' : ''
    return library + column.split('/').map(code).join(' / ')
  })
  const rows = texts.map((text, index) => {
    const answer = (question: string) => answers[index]?.get(question) ?? ''
    const cells = columns.map((column) =>
      column
        .split('/')
        .map((each) => cell(answer(each)))
        .join(' / '),
    )
    return [code(text), meaningOf(text), ...cells]
  })
  const all = [[title, 'JSON Schema', ...heads], [title, '', ...heads].map(() => '---'), ...rows]
  return all.map((row) => `| ${row.join(' | ')} |\n`).join('')
}

function code(text: string): string {
  return `\`${text}\``
}

function cell(answer: string): string {
  return ['throws', 'undefined'].includes(answer) ? `*${answer}*` : answer
}

const types = ['integer', 'number', 'string', 'boolean', 'null']
const ajv = new Ajv2020()

/** The narrowest type, by Ajv, and the value where other digits stand there. */
function meaningOf(text: string): string {
  let value: JsonValue | undefined
  try {
    const document = JSON.parse(text.startsWith('{') ? text : member(text)) as JsonObject
    value = document.x
  } catch {
    return 'not JSON'
  }
  if (value === undefined) return 'absent'
  const type = types.find((each) => ajv.validate({ type: each }, value)) ?? ''
  if (typeof value !== 'number') return type
  const exact = Number.isInteger(value) ? String(BigInt(value)) : String(value)
  return text === exact ? type : `${type} ${exact}`
}
