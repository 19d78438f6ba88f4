import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SecretSource } from '../../src/model/index.ts'
import { readSource } from '../../src/sources/index.ts'

let directory = ''
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'appia-secrets-'))
})
afterAll(() => rmSync(directory, { recursive: true, force: true }))

type Source = Exclude<SecretSource, { from: 'live' }>

function read(source: Source, variables: Record<string, string> = {}, signal = new AbortController().signal) {
  const { PATH = '' } = process.env
  return readSource(source, { directory, variables: { PATH, ...variables }, signal })
}

function file(text: string | Buffer, mode = 0o600): Source {
  const path = `${readdirSync(directory).length}.txt`
  writeFileSync(join(directory, path), text)
  chmodSync(join(directory, path), mode)
  return { from: 'file', path }
}

function command(script: string, milliseconds = 20_000): Source {
  return { from: 'command', argv: [process.execPath, '-e', script], milliseconds }
}

describe('a secret is read', () => {
  it.each([
    ['a variable, as it is', () => read({ from: 'env', variable: 'PW' }, { PW: 'a \n' }), 'a \n'],
    ['a file, without one newline at its end', () => read(file('a\n\n')), 'a\n'],
    ['a file of 64 KiB and a newline', () => read(file(`${'a'.repeat(65_536)}\r\n`)), 'a'.repeat(65_536)],
    ['a file as Windows ends it', () => read(file('a\r\n')), 'a'],
    [
      'a file that others may read, where that is said',
      () => read({ ...file('a', 0o644), isReadableByOthers: true } as Source),
      'a',
    ],
    ['what a program prints', () => read(command('console.log("a")')), 'a'],
    [
      'a program, whatever it says of errors',
      () => read(command('console.error("x"); console.log("a")')),
      'a',
    ],
    [
      'a program without a shell',
      () => read({ from: 'command', argv: ['echo', '$HOME;', '"'], milliseconds: 9000 }),
      '$HOME; "',
    ],
    [
      'a program in the folder of the workspace',
      () => read(command('console.log(process.cwd())')),
      () => directory,
    ],
  ])('from %s', async (_, reading, text) => {
    expect(await reading()).toEqual({ text: typeof text === 'function' ? text() : text })
  })
})

describe('no secret is read', () => {
  it.each([
    ['a variable that is not set', () => read({ from: 'env', variable: 'PW' }), /PW is not set/],
    ['a variable that is empty', () => read({ from: 'env', variable: 'PW' }, { PW: '' }), /PW is empty/],
    ['a file that is not there', () => read({ from: 'file', path: 'none' }), /cannot read none/],
    ['a file that its group may read', () => read(file('CANARY', 0o640)), /mode 640/],
    [
      'a file that others may write',
      () => read({ ...file('CANARY', 0o602), isReadableByOthers: true } as Source),
      /can be written/,
    ],
    ['a folder', () => read(folder()), /is not a file/],
    ['an empty file', () => read(file('\n')), /is empty/],
    ['a file of 65 KiB', () => read(file('CANARY'.repeat(11_000))), /longer than 64 KiB/],
    ['a file of 64 KiB and one byte', () => read(file('a'.repeat(65_537))), /longer than 64 KiB/],
    [
      'a file of 64 KiB and two newlines',
      () => read(file(`${'a'.repeat(65_536)}\n\n`)),
      /longer than 64 KiB/,
    ],
    ['what is no text', () => read(file(Buffer.from([0xff, 0xfe]))), /no text/],
    [
      'a program that is not there',
      () => read({ from: 'command', argv: ['no-such-program'], milliseconds: 9000 }),
      /cannot run no-such-program: it is not there/,
    ],
    [
      'a program that fails',
      () => read(command('console.log("CANARY"); console.error("locked"); process.exit(3)')),
      /ended with 3: locked$/,
    ],
    ['a program that prints nothing', () => read(command('')), /is empty/],
    [
      'a program that prints too much',
      () => read(command('for (;;) console.log("CANARY".repeat(1000))')),
      /printed too much/,
    ],
    [
      'a program that does not end',
      () => read(command('setInterval(() => {}, 1000)', 300)),
      /did not end within 300 ms/,
    ],
  ])('from %s', async (_, reading, problem) => {
    const told = await reading()
    expect(told).toMatchObject({ problem: expect.stringMatching(problem) })
    expect(JSON.stringify(told)).not.toContain('CANARY')
  })

  it('after an interruption, and what the program started is ended too', async () => {
    const interruption = new AbortController()
    const mark = join(directory, 'mark')
    const child = `setInterval(() => require("fs").appendFileSync(${JSON.stringify(mark)}, "."), 20)`
    const script = `require("child_process").spawn(process.execPath, ["-e", ${JSON.stringify(child)}], { stdio: "inherit" }); setInterval(() => {}, 1000)`
    const reading = read(command(script), {}, interruption.signal)
    while (!readdirSync(directory).includes('mark')) await sleep(20)
    interruption.abort()
    expect(await reading).toMatchObject({ problem: expect.stringContaining('interrupted') })
    rmSync(mark)
    await sleep(200)
    expect(readdirSync(directory)).not.toContain('mark')
  })
})

function folder(): Source {
  mkdirSync(join(directory, 'folder'))
  return { from: 'file', path: 'folder' }
}
