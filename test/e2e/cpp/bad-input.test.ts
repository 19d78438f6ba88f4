import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import {
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { cppMissing, describeGroup } from '../../support/groups.ts'
import { compile, headersOf, strictFlags } from './compile.ts'
import { demoSchema } from './schemas.ts'

const good = '{\n  "port": 443,\n  "mode": "2nd",\n  "tree": { "label": "a", "left": { "label": "b" } }\n}\n'
const running = '443 2nd ipc:/run/demo b'

/** The program of `typed.cpp`: a line in, a line out. */
class Component {
  private readonly child: ChildProcessWithoutNullStreams
  private readonly waiting: ((line: string) => void)[] = []

  constructor(program: string) {
    this.child = spawn(program)
    // A program that died answers what is asked.
    this.child.once('exit', () => this.waiting.shift()?.('the program ended'))
    createInterface({ input: this.child.stdout }).on('line', (line) => this.waiting.shift()?.(line))
  }

  ask(command: string): Promise<string> {
    return new Promise((resolve) => {
      this.waiting.push(resolve)
      this.child.stdin.write(`${command}\n`)
    })
  }

  end(): void {
    this.child.stdin.end()
  }
}

describeGroup('cpp', cppMissing(), 'a component in C++', () => {
  const folder = mkdtempSync(join(tmpdir(), 'appia-cpp-'))
  const file = join(folder, 'demo.json')
  let component: Component

  beforeAll(async () => {
    const sources = await headersOf([demoSchema()])
    sources.set('main.cpp', readFileSync(join(import.meta.dirname, 'typed.cpp'), 'utf8'))
    const flags = [...strictFlags, '-std=c++20', '-fsanitize=address,undefined', '-fno-sanitize-recover=all']
    component = new Component(await compile({ sources, compiler: 'clang++', flags }))
    writeFileSync(file, good)
    expect(await component.ask(`reload ${file}`)).toBe(`ok ${running}`)
  }, 900_000)

  afterAll(() => {
    component.end()
    rmSync(folder, { recursive: true })
  })

  it.each<[string, string | Buffer, string]>([
    ['is empty', '', 'syntax 1:1: the document is not JSON: it is empty |'],
    ['is blank', ' \n', 'syntax 1:1: the document is not JSON: it is empty |'],
    [
      'is cut off',
      good.slice(0, 40),
      'syntax 4:7: the document is not JSON: syntax error while parsing object key - invalid string: missing closing quote; expected string literal |',
    ],
    ['ends in a NUL and more', `${good}\0 and more`, 'syntax 6:1: the document is not JSON: a NUL byte'],
    [
      'begins with a byte order mark',
      `\ufeff${good}`,
      'syntax 1:1: the document is not JSON: a byte order mark',
    ],
    [
      'is not UTF-8',
      Buffer.from(`{"port": 1, "mode": "\xff"}`, 'latin1'),
      'syntax 1:22: /mode is not JSON: syntax error while parsing value - invalid string: ill-formed UTF-8 byte |',
    ],
    ['has half a surrogate pair', '{"greeting": "\\ud83d"}', 'syntax 1:'],
    ['has comments', '// port\n{}', 'syntax 1:1: '],
    ['has two documents', '{} {}', 'syntax 1:4: '],
    [
      'has a number beyond doubles',
      '{"port": 1, "ratio": 1e400}',
      'wrong-type 1:26: /ratio is a number beyond',
    ],
    [
      'has a key twice',
      good.replace('"mode"', '"port": 80,\n  "mode"'),
      'unknown-key 3:3: /port stands twice',
    ],
    ['breaks off within a secret', '{"secret": "abcd', 'missing closing quote |'],
    [
      'has a key twice deep inside',
      good.replace('"b" }', '"b", "label": "c" }'),
      '/tree/left/label stands twice',
    ],
    [
      'is deeper than 512 levels',
      good.replace('443,', `443, "anything": ${'['.repeat(600)}${']'.repeat(600)},`),
      'nested deeper than 512',
    ],
    [
      'has a port of 70000',
      good.replace('443', '70000'),
      'out-of-range 2:11: /port must be at most 65535, got 70000',
    ],
    [
      'misspells a key',
      good.replace('"mode"', '"mod"'),
      'unknown-key 3:3: /mod is not a key that the schema knows; did you mean mode?',
    ],
    ['lacks a key', good.replace('  "mode": "2nd",\n', ''), 'missing-key 1:1: the document lacks mode'],
  ])(
    'a file that %s is refused with its place, and the old configuration stays',
    async (_, text, message) => {
      writeFileSync(file, text)
      const answer = await component.ask(`reload ${file}`)
      expect(answer).toContain(message)
      expect(answer).toContain(` | still ${running}`)
    },
  )

  it('the value of a secret is not in a message', async () => {
    writeFileSync(file, good.replace('443,', '443, "secret": "abc", "greeting": 5,'))
    const answer = await component.ask(`reload ${file}`)
    expect(answer).toContain('/secret must have at least 4 characters, got a secret')
    expect(answer).not.toContain('abc')
  })

  it('everything that is wrong is told at once', async () => {
    writeFileSync(file, good.replace('443', '0').replace('"label": "b"', '"lable": "b"'))
    const answer = await component.ask(`reload ${file}`)
    for (const part of ['/port must be at least 1', '/tree/left lacks label', 'did you mean label?']) {
      expect(answer).toContain(part)
    }
  })

  it('a file that is not there, a directory, a pipe and 100 MB are refused', async () => {
    expect(await component.ask(`reload ${folder}/none.json`)).toContain('No such file or directory')
    mkdirSync(join(folder, 'directory.json'), { recursive: true })
    expect(await component.ask(`reload ${folder}/directory.json`)).toContain('it is a directory')
    expect(await component.ask('reload /dev/zero')).toContain('it is no regular file')
    writeFileSync(join(folder, 'huge.json'), '')
    truncateSync(join(folder, 'huge.json'), 100 * 1024 * 1024)
    const answer = await component.ask(`reload ${folder}/huge.json`)
    expect(answer).toContain('104857600 bytes, where a configuration has at most 4194304')
    expect(answer).toContain(` | still ${running}`)
  })

  it('a file that is replaced by renaming while it is read is one or the other', async () => {
    writeFileSync(file, good)
    const texts = [good, good.replace('443', '80').replace('"b"', `"${'b'.repeat(300_000)}"`)]
    for (let count = 0; count < 40; count++) {
      writeFileSync(`${file}.new`, texts[count % 2] as string)
      const answer = component.ask(`reload ${file}`)
      renameSync(`${file}.new`, file)
      expect(await answer).toMatch(/^ok (443 2nd ipc:\/run\/demo b|80 2nd ipc:\/run\/demo b{300000})$/)
    }
    writeFileSync(file, good)
    await component.ask(`reload ${file}`)
  }, 60_000)

  it('a file that is written to while it is read is refused, or read whole', async () => {
    const long = good.replace('"b"', `"${'b'.repeat(3_000_000)}"`)
    for (let count = 0; count < 10; count++) {
      writeFileSync(file, long)
      const answer = component.ask(`reload ${file}`)
      const descriptor = openSync(file, 'r+')
      for (let part = 0; part < 20; part++) writeSync(descriptor, ' ', part)
      expect(await answer).toMatch(/^ok 443 2nd ipc:\/run\/demo b+$|written to while it was read|not JSON/)
    }
    writeFileSync(file, good)
    await component.ask(`reload ${file}`)
  }, 60_000)

  it('a value that was made by hand can be checked, and infinity is no JSON', async () => {
    expect(await component.ask('check now')).toMatch(/^[1-9]\d* 2 0$/)
    expect(await component.ask('infinite now')).toBe('JSON has no number that is infinite or not a number')
  })
})
