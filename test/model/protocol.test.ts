import { describe, expect, it } from 'vitest'
import { explore } from './explore.ts'
import { type Budget, initialState, type Mutant } from './protocol.ts'

const quiet: Budget = {
  foreignPuts: 0,
  foreignDeletes: 0,
  trims: 0,
  restores: 0,
  fences: 1,
  guards: 'range',
  blobs: false,
}

/** Small worlds that together hold every fault; each is explored whole. */
const worlds = {
  'three clients and a trim': [3, { ...quiet, trims: 1 }],
  'fences that get lost too, and a trim': [2, { ...quiet, fences: 2, trims: 1 }],
  'trims that take blobs away': [2, { ...quiet, trims: 2, blobs: true }],
  'a foreign writer': [2, { ...quiet, foreignPuts: 1, foreignDeletes: 1 }],
  'few keys, a foreign writer and a restore': [
    1,
    { ...quiet, foreignPuts: 2, restores: 1, guards: 'content' },
  ],
  'many keys, a foreign writer, a trim and a restore': [
    2,
    { ...quiet, foreignPuts: 1, trims: 1, restores: 1 },
  ],
} as const satisfies { readonly [name: string]: readonly [number, Budget] }

/** Larger ones, minutes long: `APPIA_MODEL=full`. */
const largeWorlds = {
  'three clients and a foreign writer': [3, { ...quiet, foreignPuts: 1 }],
  'three clients and trims that take blobs away': [3, { ...quiet, trims: 1, blobs: true }],
  'three clients and a restore': [3, { ...quiet, restores: 1 }],
  'two clients on few keys, a foreign writer and a restore': [
    2,
    { ...quiet, foreignPuts: 2, restores: 1, guards: 'content' },
  ],
} as const satisfies { readonly [name: string]: readonly [number, Budget] }

const explored = process.env.APPIA_MODEL === 'full' ? { ...worlds, ...largeWorlds } : worlds

/** Each with the world in which it must be found out. */
const mutants: readonly (readonly [string, keyof typeof worlds, Mutant])[] = [
  ['no fence: the error is trusted', 'three clients and a trim', { noFence: true }],
  ['reading instead of fencing', 'three clients and a trim', { readInsteadOfFence: true }],
  ['a ledger of one entry', 'three clients and a trim', { ledgerOfOne: true }],
  ['guards below the root', 'three clients and a trim', { guardBelowRoot: true }],
  ['the apply is sent again', 'three clients and a trim', { retryApply: true }],
  [
    'no hash check after a restore',
    'few keys, a foreign writer and a restore',
    { revisionInsteadOfHash: true },
  ],
  ['a plain put instead of ignore_lease', 'a foreign writer', { plainPut: true }],
  [
    'a trimmed ledger that answers "aborted"',
    'fences that get lost too, and a trim',
    { trimmedMeansAborted: true },
  ],
  ['a trim that leaves the epoch alone', 'trims that take blobs away', { trimWithoutEpoch: true }],
  ['a trim that sweeps, then moves the epoch', 'trims that take blobs away', { sweepBeforeBump: true }],
  ['a trim that moves the epoch, then sweeps', 'trims that take blobs away', { sweepAfterBump: true }],
]

describe('the apply protocol', { timeout: 600_000 }, () => {
  const given = new Set<string>()
  let visited = 0

  it.each(Object.entries(explored))(
    'gives no wrong verdict and loses no write: %s',
    (_, [clients, budget]) => {
      const { states, verdicts, violation } = explore(initialState(clients, budget))
      expect(violation).toBeUndefined()
      for (const verdict of verdicts) given.add(verdict)
      visited += states
    },
  )

  it('gave every verdict in one of these worlds, in more than 200,000 states', () => {
    expect(given).toEqual(new Set(['', 'applied', 'not-applied', 'expired', 'went-back']))
    expect(visited).toBeGreaterThan(200_000)
  })

  it.each(mutants)('is found out when it is broken: %s', (_, world, mutant) => {
    const [clients, budget] = worlds[world]
    const { violation } = explore(initialState(clients, budget), mutant)
    expect(violation, 'the mutant survives: the model does not see what it should').toBeDefined()
  })
})
