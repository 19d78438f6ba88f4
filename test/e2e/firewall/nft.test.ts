import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  applyRuleset,
  checkDocument,
  compareRulesets,
  compileRules,
  printRuleset,
  readLoaded,
  restoreRuleset,
} from '../../../src/firewall/index.ts'
import type { FirewallDocument, FirewallSet } from '../../../src/model/index.ts'
import { addressTexts, rulesDocument } from '../../firewall/random-rules.ts'
import { describeGroup, findExecutable, nftMissing } from '../../support/groups.ts'
import { createNetworkNamespace, type NetworkNamespace } from '../../support/network-namespace.ts'

describeGroup('nft', nftMissing(), 'rulesets in the kernel', () => {
  let namespace: NetworkNamespace
  beforeAll(() => {
    namespace = createNetworkNamespace()
  })
  afterAll(() => namespace?.remove())

  it('what is compiled and loaded is listed as what was compiled', async () => {
    await fc.assert(
      fc.asyncProperty(rulesDocument, async (document) => {
        expect(checkDocument(document).filter(({ severity }) => severity === 'error')).toEqual([])
        const wanted = compileRules(document)
        namespace.run('nft', ['-f', '-'], `flush ruleset\n${printRuleset(wanted)}`)
        expect(await readLoaded(namespace.nft, 'drawn')).toEqual(wanted)
      }),
      { numRuns: 25 },
    )
  })

  it('takes every name that the check lets pass, and lists what has it', () => {
    const names = wordsOfNft().filter(isTakenForName)
    expect(names).toContain('saddr')
    const script = names.map(
      (name) => `table inet ${name} { set ${name} { type ipv4_addr; }; chain ${name} { }; }
        list table inet ${name}\nlist chain inet ${name} ${name}\nlist set inet ${name} ${name}\n`,
    )
    namespace.run('nft', ['-f', '-'], script.join(''))
    namespace.run('nft', ['flush', 'ruleset'])
  })

  it('any ruleset becomes any other in one step, and the first again', async () => {
    await fc.assert(
      fc.asyncProperty(rulesDocument, rulesDocument, async (one, other) => {
        namespace.run('nft', ['flush', 'ruleset'])
        for (const document of [one, other, one]) {
          const wanted = compileRules(document)
          await applyRuleset(namespace.nft, wanted)
          expect(compareRulesets(await readLoaded(namespace.nft, 'drawn'), wanted)).toEqual([])
        }
      }),
      { numRuns: 6 },
    )
  })

  it('the kernel has in a set exactly what its elements say, however they overlap', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(addressTexts.ipv4, { maxLength: 10 }), async (elements) => {
        namespace.run('nft', ['flush', 'ruleset'])
        await applyRuleset(
          namespace.nft,
          compileRules(withSet({ ...networks, members: 'declared', elements })),
        )
        const asked = Array.from({ length: 64 }, (_, last) => last)
        const found = members(asked)
        expect(found).toEqual(asked.filter((last) => elements.some((text) => isIn(text, last))))
      }),
      { numRuns: 3 },
    )
  })

  const networks = { family: 'ipv4', holds: 'networks' } as const

  const runtime = {
    family: 'ipv4',
    holds: 'addresses',
    members: 'runtime',
    timeout: 3600,
    capacity: 1000,
  } as const

  it('members that a program added keep the time they had left when rules and sets change', async () => {
    namespace.run('nft', ['flush', 'ruleset'])
    await applyRuleset(namespace.nft, compileRules(withSet(runtime)))
    const elements =
      '198.51.100.1 timeout 3600s expires 1234s, 198.51.100.2 timeout 300s expires 200s, 198.51.100.3'
    namespace.run('nft', ['-f', '-'], `add element inet host listed { ${elements} }`)
    const steps: FirewallDocument[] = [
      withSet({ ...runtime, capacity: 2000, timeout: 7200 }),
      {
        ...withSet(runtime),
        forward: { policy: 'accept', rules: [{ name: 'f', action: 'drop', sourceSet: 'listed' }] },
      },
      // Another kind of set, which the kernel cannot make of the one that is there.
      withSet({ ...runtime, holds: 'networks' }),
    ]
    for (const document of steps) {
      await applyRuleset(namespace.nft, compileRules(document))
      const set = (await readLoaded(namespace.nft, 'host'))?.sets[0]
      const left = new Map(set?.elements.map(({ value, expires }) => [value, expires]))
      expect(left.get('198.51.100.1')).toSatisfy(isWithin(1234))
      expect(left.get('198.51.100.2')).toSatisfy(isWithin(200))
      expect(left.get('198.51.100.3')).toSatisfy(isWithin(3600))
    }
  })

  it('a ruleset that nft refuses changes nothing, and the refusal says what', async () => {
    namespace.run('nft', ['flush', 'ruleset'])
    const before = compileRules(withSet(runtime))
    await applyRuleset(namespace.nft, before)
    const wanted = compileRules(withSet({ ...networks, members: 'declared', elements: ['192.0.2.0/24'] }))
    const sets = wanted.sets.map((set) => ({ ...set, elements: [{ value: 'nonsense/99' }] }))
    await expect(applyRuleset(namespace.nft, { ...wanted, sets })).rejects.toThrow(/nonsense/)
    expect(await readLoaded(namespace.nft, 'host')).toEqual(before)
  })

  it('a set that is full is called that, and nothing is loaded', async () => {
    namespace.run('nft', ['flush', 'ruleset'])
    const wanted = compileRules(withSet({ ...networks, members: 'declared' }))
    const elements = [1, 2, 3].map((last) => ({ value: `192.0.2.${last}` }))
    const sets = wanted.sets.map((set) => ({ ...set, isInterval: false, capacity: 2, elements }))
    await expect(applyRuleset(namespace.nft, { ...wanted, sets })).rejects.toThrow('the set listed is full')
    expect(await readLoaded(namespace.nft, 'host')).toBeUndefined()
  })

  it('a rule that somebody added by hand is a difference, and goes with the next apply', async () => {
    namespace.run('nft', ['flush', 'ruleset'])
    const wanted = compileRules(withSet(runtime))
    await applyRuleset(namespace.nft, wanted)
    namespace.run('nft', ['insert', 'rule', 'inet', 'host', 'input', 'tcp', 'flags', 'syn', 'accept'])
    const [difference] = compareRulesets(await readLoaded(namespace.nft, 'host'), wanted)
    expect(difference).toMatchObject({ kind: 'rules', name: 'input', added: [] })
    expect(difference?.removed.join()).toContain('syn')
    await applyRuleset(namespace.nft, wanted)
    expect(await readLoaded(namespace.nft, 'host')).toEqual(wanted)
  })

  it('what was there before comes back, nothing included', async () => {
    namespace.run('nft', ['flush', 'ruleset'])
    await applyRuleset(namespace.nft, compileRules(withSet(runtime)))
    await restoreRuleset(namespace.nft, 'host', undefined)
    expect(await readLoaded(namespace.nft, 'host')).toBeUndefined()
  })

  /** Which of these the kernel finds in the set, asked one by one. */
  function members(asked: readonly number[]): number[] {
    const get = 'nft get element inet host listed "{ 192.0.2.$last }" >/dev/null 2>&1 && echo $last'
    const script = `for last in ${asked.join(' ')}; do ${get}; done; true`
    return namespace.run('sh', ['-c', script]).trim().split(/\s+/).filter(Boolean).map(Number)
  }
})

/** What reads like a word in nft's library: its own language, and more. */
function wordsOfNft(): string[] {
  const libraries = execFileSync('ldd', [findExecutable('nft') ?? ''], { encoding: 'utf8' })
  const [, library = ''] = /libnftables\S* => (\S+)/.exec(libraries) ?? []
  const words = readFileSync(library, 'latin1').match(/[a-z][a-z0-9-]+/g) ?? []
  return [...new Set(words)].filter((word) => word.length <= 20)
}

function isTakenForName(table: string): boolean {
  const document: FirewallDocument = {
    format: 'appia-firewall-1',
    table,
    input: { policy: 'accept', rules: [] },
  }
  return checkDocument(document).every(({ severity }) => severity !== 'error')
}

/** A time that was set a while ago, on however slow a machine. */
function isWithin(seconds: number): (left: number | undefined) => boolean {
  return (left) => left !== undefined && left <= seconds && left > seconds - 120
}

function withSet(set: FirewallSet): FirewallDocument {
  return {
    format: 'appia-firewall-1',
    table: 'host',
    sets: { listed: set },
    input: { policy: 'accept', rules: [{ name: 'from-listed', action: 'drop', sourceSet: 'listed' }] },
  }
}

/** Whether a text of `addressTexts` holds 192.0.2.`last`, by its digits alone. */
function isIn(text: string, last: number): boolean {
  const [first = 0, end = first] = [...text.matchAll(/192\.0\.2\.(\d+)/g)].map((match) => Number(match[1]))
  const length = /\/(\d+)$/.exec(text)?.[1]
  const top = length === undefined ? end : first + 2 ** (32 - Number(length)) - 1
  return first <= last && last <= top
}
