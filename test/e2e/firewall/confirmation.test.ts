import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import {
  applyRuleset,
  awaitConfirmation,
  compileRules,
  confirm,
  isAwaited,
  listUnconfirmed,
  noteUnconfirmed,
  readLoaded,
  revertUnconfirmed,
} from '../../../src/firewall/index.ts'
import { describeGroup, nftMissing } from '../../support/groups.ts'
import { createNetworkNamespace, type NetworkNamespace } from '../../support/network-namespace.ts'

const table = 'host'

describeGroup('nft', nftMissing(), 'rules that wait to be confirmed', () => {
  let namespace: NetworkNamespace
  let folder: string
  beforeAll(() => {
    namespace = createNetworkNamespace()
  })
  afterAll(() => namespace?.remove())
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'appia-rules-'))
    namespace.run('nft', ['flush', 'ruleset'])
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const note = () => noteUnconfirmed(namespace.nft, { folder, table, now: 0, within: 1000 })
  const load = (name: string) => applyRuleset(namespace.nft, rules(name))
  const loaded = async () => {
    const chains = (await readLoaded(namespace.nft, table))?.chains ?? []
    return chains.flatMap((chain) => chain.rules.map(({ comment }) => comment))
  }
  const until = (time: number) => ({ folder, signal: new AbortController().signal, now: () => time })

  it('stay once they are confirmed, and nothing is left to be found', async () => {
    const noted = await note()
    await load('one')
    const waits = awaitConfirmation(namespace.nft, noted, until(0))
    expect(await confirm(folder, noted)).toBe(true)
    expect(await waits).toBe(true)
    expect(await loaded()).toEqual(['one'])
    expect(readdirSync(folder)).toEqual([])
  })

  it('are not taken for confirmed when another process puts them back', async () => {
    const noted = await note()
    await load('one')
    const waits = awaitConfirmation(namespace.nft, noted, until(0))
    await revertUnconfirmed(namespace.nft, noted, { folder, now: 0 })
    expect(await waits).toBe(false)
    expect(await loaded()).toEqual([])
  })

  it('have a verdict of their own, whatever becomes of those that are loaded after them', async () => {
    const first = await note()
    await load('one')
    await revertUnconfirmed(namespace.nft, first, { folder, now: 0 })
    const second = await note()
    await load('two')
    // Past the time of the first, too: it puts nothing back any more.
    expect(await awaitConfirmation(namespace.nft, first, until(2000))).toBe(false)
    expect(await loaded()).toEqual(['two'])
    expect(await confirm(folder, second)).toBe(true)
    const third = await note()
    await load('three')
    await revertUnconfirmed(namespace.nft, third, { folder, now: 0 })
    expect(await awaitConfirmation(namespace.nft, second, until(2000))).toBe(true)
    expect(await awaitConfirmation(namespace.nft, third, until(0))).toBe(false)
    expect(await loaded()).toEqual(['two'])
  })

  it('cannot be confirmed once putting back has begun, which the next one finishes', async () => {
    await load('one')
    const noted = await note()
    await load('two')
    const broken = ['false'] as const
    await expect(revertUnconfirmed(broken, noted, { folder, now: 0 })).rejects.toThrow(
      'Command failed: false',
    )
    expect(await confirm(folder, noted)).toBe(false)
    const found = await listUnconfirmed(folder)
    expect(found).toEqual([noted])
    for (const each of found) await revertUnconfirmed(namespace.nft, each, { folder, now: 0 })
    expect(await loaded()).toEqual(['one'])
    expect(readdirSync(folder)).toEqual([])
  })

  it('let no others of their table wait beside them', async () => {
    const noted = await note()
    await expect(note()).rejects.toThrow('wait to be confirmed already')
    expect(await listUnconfirmed(folder)).toEqual([noted])
  })

  it('cannot be noted where what is there could not be written again', async () => {
    await load('one')
    namespace.run('nft', ['insert', 'rule', 'inet', table, 'input', 'tcp', 'flags', 'syn', 'accept'])
    await expect(note()).rejects.toThrow('not loaded by this tool')
    expect(readdirSync(folder)).toEqual([])
  })

  it('are not awaited by a process that has the number of one long gone', async () => {
    const noted = await note()
    expect(isAwaited(noted, noted.until)).toBe(true)
    expect(isAwaited(noted, noted.until + 3_600_000)).toBe(false)
  })
})

function rules(name: string) {
  const rule = { name, protocol: 'tcp', ports: [80], action: 'drop' } as const
  return compileRules({
    format: 'appia-firewall-1',
    table,
    input: { policy: 'accept', rules: [rule] },
  })
}
