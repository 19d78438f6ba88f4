import { createHmac } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openCompiledCode } from '../../src/cli/start/compiled-code.ts'

describe('code that was compiled in an earlier run', () => {
  let folder: string
  let cache: string
  let path: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'appia-code-'))
    cache = join(folder, 'cache/appia')
    path = join(folder, 'program.cjs')
    vi.stubEnv('XDG_CACHE_HOME', join(folder, 'cache'))
    vi.stubEnv('XDG_STATE_HOME', join(folder, 'state'))
  })
  afterEach(() => {
    vi.unstubAllEnvs()
    rmSync(folder, { recursive: true, force: true })
  })

  const sameTime = new Date('2026-01-01')
  const program = (answer: string, time?: Date) => {
    writeFileSync(path, `exports.answer = () => '${answer}'`)
    if (time !== undefined) utimesSync(path, time, time)
  }
  const run = (use = 'plan'): string => {
    const code = openCompiledCode(use)
    const { answer } = code.load(path) as { answer: () => string }
    const said = answer() // compiled when it is called, and kept with the rest
    code.keep()
    return said
  }
  const entries = () => readdirSync(cache).filter((name) => name.startsWith('code-'))
  const contents = () => entries().map((name) => readFileSync(join(cache, name), 'latin1'))

  it('is kept once for each use, and used from then on', () => {
    program('yes')
    expect([run(), run('check')]).toEqual(['yes', 'yes'])
    const kept = contents()
    expect(kept).toHaveLength(2)
    expect(run()).toBe('yes')
    expect(contents()).toEqual(kept)
  })

  it('is what runs, where the file seems to be the same', () => {
    program('bad', sameTime)
    run()
    program('yes', sameTime)
    expect(run()).toBe('bad')
  })

  it.each([
    ['no seal', () => ''],
    ['the seal of another name', (name: string, data: string, key: Buffer) => sealOf(`${name}0`, data, key)],
    ['the seal of another key', (name: string, data: string) => sealOf(name, data, Buffer.alloc(32))],
    ['the seal of other code', (name: string, data: string, key: Buffer) => sealOf(name, `${data}0`, key)],
  ])('is not used with %s', (title, forge) => {
    program('bad', sameTime)
    run()
    const [name = ''] = entries()
    const data = contents()[0]?.slice(64) ?? ''
    const key = readFileSync(join(folder, 'state/appia/cache-key'))
    writeFileSync(join(cache, name), forge(name, data, key) + data, 'latin1')
    const answer = title.slice(-3) // V8 itself remembers what it compiled in this process
    program(answer, sameTime)
    expect(run()).toBe(answer)
  })

  it('is not used for a file that has changed since, by as much as a letter', () => {
    program('old')
    run()
    program('new')
    expect(run()).toBe('new')
  })

  it('is neither read nor kept where others may write', () => {
    program('yes')
    mkdirSync(cache, { recursive: true })
    chmodSync(cache, 0o777)
    expect(run()).toBe('yes')
    expect(entries()).toEqual([])
  })

  it('may be that of files beside it, and requires what Node finds', () => {
    writeFileSync(join(folder, 'beside.cjs'), 'exports.name = require("node:path").basename(__filename)')
    writeFileSync(path, 'exports.found = () => require("./beside.cjs").name')
    for (const _ of ['first', 'second']) {
      const code = openCompiledCode('plan')
      const { found } = code.load(path) as { found: () => string }
      expect(found()).toBe('beside.cjs')
      code.keep()
      expect(entries()).toHaveLength(2)
    }
  })

  it('goes when sixty others were used later', () => {
    program('yes')
    for (let n = 0; n < 62; n++) run(`use${n}`)
    expect(entries()).toHaveLength(60)
  })

  it('is that of the built program', { timeout: 60_000 }, async () => {
    const { appia } = await import('../support/appia.ts')
    const variables = { XDG_CACHE_HOME: join(folder, 'cache'), XDG_STATE_HOME: join(folder, 'state') }
    const texts = [1, 2].map(() => appia(['--version'], { directory: folder, variables }))
    const [first, second] = [await texts[0], await texts[1]]
    expect(second?.stdout).toBe(first?.stdout)
    expect(existsSync(cache) && entries()).toHaveLength(1)
  })
})

function sealOf(name: string, data: string, key: Buffer): string {
  return createHmac('sha256', key).update(`${name}\n`).update(Buffer.from(data, 'latin1')).digest('hex')
}
