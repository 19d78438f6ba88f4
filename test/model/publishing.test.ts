import { describe, expect, it } from 'vitest'
import { explorePublishing, type PublishingMutant } from './publishing.ts'

/** Three clients whose generations share shards with one another and with what was published before. */
const generations = ['ab', 'de', 'bc']

describe('publishing generations', { timeout: 300_000 }, () => {
  it('never flips a pointer to a generation that a sweep has taken from, in any order of steps', () => {
    const { worlds, flips, violation } = explorePublishing(generations)
    expect(violation).toBeUndefined()
    expect(worlds).toBeGreaterThan(5000)
    expect(flips).toBeGreaterThan(500)
  })

  it.each<[string, PublishingMutant]>([
    ['the commit is not guarded on sweeps', { ignoresSweeps: true }],
    ['the marker is read after looking', { looksFirst: true }],
    ['a sweep is not guarded on its epoch', { sweepsBlindly: true }],
  ])('is found out when it is broken: %s', (_, mutant) => {
    const { violation } = explorePublishing(generations, mutant)
    expect(violation, 'the mutant survives: the model does not see what it should').toBeDefined()
  })
})
