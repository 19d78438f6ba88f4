import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SeenFile } from '../../src/client/cache/seen-file.ts'

const boots = [{ boot: 'sniffer@gw-01 AAAA', window: { highest: 7, seen: [1, 2] }, lastSeen: 5 }]

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'appia-seen-'))
  path = join(folder, 'sniffer.cache.seen')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('what a receiver has seen', () => {
  it('is there for the next start when it was closed', async () => {
    await (await SeenFile.open(path, 1000)).close(boots)
    expect((await SeenFile.open(path, 2000)).seen).toEqual({ notBefore: 0, boots })
  })

  it('is used once: a start that crashes leaves nothing behind', async () => {
    await (await SeenFile.open(path, 1000)).close(boots)
    await SeenFile.open(path, 2000)
    expect((await SeenFile.open(path, 3000)).seen).toEqual({ notBefore: 3000, boots: [] })
  })

  it('is unknown at the first start, without a file, and when the file is damaged', async () => {
    expect((await SeenFile.open(path, 1000)).seen).toEqual({ notBefore: 1000, boots: [] })
    expect((await SeenFile.open(undefined, 1000)).seen).toEqual({ notBefore: 1000, boots: [] })
    await (await SeenFile.open(path, 1000)).close(boots)
    writeFileSync(path, readFileSync(path, 'utf8').replace('"highest":7', '"highest":1'))
    expect((await SeenFile.open(path, 2000)).seen).toEqual({ notBefore: 2000, boots: [] })
  })

  it('is not left behind by a start that another has overtaken', async () => {
    const old = await SeenFile.open(path, 1000)
    await SeenFile.open(path, 2000)
    await old.close(boots)
    expect((await SeenFile.open(path, 3000)).seen).toEqual({ notBefore: 3000, boots: [] })
  })

  it('is not used where it cannot be taken away', async () => {
    const nowhere = join(folder, 'missing', 'seen')
    const file = await SeenFile.open(nowhere, 1000)
    expect(file.seen).toEqual({ notBefore: 1000, boots: [] })
    await file.close(boots)
  })
})
