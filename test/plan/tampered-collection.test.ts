import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { JsonValue, LeafChange, PlannedCollection, PlannedDocument } from '../../src/model/index.ts'
import { collectionProblem, diffCollection } from '../../src/plan/index.ts'
import { document } from './random-documents.ts'

const key = '/config/fw/list/current'
const at = { file: 'list.jsonl', line: 1, column: 1 }

/** What becomes of a collection, as a plan tells it, and its documents before and after. */
function change(before: Readonly<Record<string, JsonValue>>, after: Readonly<Record<string, JsonValue>>) {
  const sides = {
    before: new Map(Object.entries(before)),
    after: new Map(Object.entries(after).map(([name, value]) => [name, { text: JSON.stringify(value), at }])),
  }
  const lookup = () => ({ effect: 'live' as const, isSecret: false })
  const told: PlannedCollection = {
    ...{ key, keys: sides.after.size, bytes: 1 },
    ...diffCollection(sides.before, sides.after, { fullPrefix: '/config/fw/list/', lookup }),
  }
  return { told, sides }
}

const { told, sides } = change({ a: 1, b: { n: 1, m: 1 }, c: 1 }, { b: { n: 2, m: 1 }, c: 1, d: 1 })
const [gone, changed, made] = told.documents
if (gone === undefined || changed === undefined || made === undefined)
  throw new Error('three documents change')

/** The same with other members of the leaves of the document that changes. */
function withLeaf(members: Partial<LeafChange>): Partial<PlannedCollection> {
  const forged = (each: PlannedDocument) => ({
    ...each,
    leaves: each.leaves.map((leaf) => ({ ...leaf, ...members })),
  })
  return { documents: told.documents.map(forged) }
}

describe('what a plan file tells of a collection', () => {
  it('is held to be true where it is', () => {
    expect(collectionProblem(told, sides)).toBeUndefined()
  })

  const summary = 'which documents change'
  it.each<[string, Partial<PlannedCollection>, string]>([
    ['more that are new', { added: 2 }, summary],
    ['fewer that change', { changed: 0 }, summary],
    ['fewer that go', { removed: 0 }, summary],
    ['one that goes left out', { documents: [changed, made] }, summary],
    ['one that changes left out', { documents: [gone, made] }, summary],
    ['one that is new left out', { documents: [gone, changed] }, summary],
    ['another name', { documents: [gone, changed, { ...made, name: 'e' }] }, summary],
    ['another action', { documents: [{ ...gone, action: 'update' }, changed, made] }, summary],
    ['one twice', { documents: [gone, changed, made, made] }, summary],
    ['no leaves', { documents: [gone, { ...changed, leaves: [] }, made] }, 'does not show the change of #/n'],
    ['another new value', withLeaf({ to: 3 }), 'the new value of #/n'],
    ['another old value', withLeaf({ from: 3 }), 'the old value of #/n'],
    ['another place', withLeaf({ pointer: '/m' }), 'it shows #/m'],
    [
      'leaves of what is new',
      { documents: [gone, changed, { ...made, leaves: changed.leaves }] },
      'nothing makes',
    ],
  ])('is refused with %s', (_, forged, problem) => {
    expect(collectionProblem({ ...told, ...forged }, sides)).toContain(problem)
  })

  it('of other documents is refused, unless it tells the same', () => {
    const documents = fc.dictionary(fc.constantFrom('a', 'b', 'c'), document)
    fc.assert(
      fc.property(documents, documents, documents, (before, after, other) => {
        const honest = change(before, after)
        const forged = change(before, other).told
        expect(collectionProblem(honest.told, honest.sides)).toBeUndefined()
        const isSame = JSON.stringify({ ...forged, keys: 0 }) === JSON.stringify({ ...honest.told, keys: 0 })
        // What a new document holds is not told but by its generation, which the pointer names.
        if (!isSame) expect(collectionProblem(forged, honest.sides)).toBeDefined()
      }),
      { numRuns: 400 },
    )
  })
})
