import { expect, it } from 'vitest'
import type { AuthoredDocument, DeclaredMove, Environment, JsonValue } from '../../../src/model/index.ts'
import { checkElementMoves } from '../../../src/plan/index.ts'
import { desiredOf } from '../build-plan-input.ts'

const db1 = { name: 'db-1', port: 1 }
const value = {
  pools: [db1, { name: 'main', port: 2 }],
  names: ['a', 'b'],
  one: { name: 'x' },
  same: [db1, db1],
}
const at = { file: 'configs/index.ts', line: 4, column: 3 }

it('a rename of an element that is declared is no slip, under a key, a component and a prefix', () => {
  expect(findings([{ from: '/config/db/json#/pools/old', to: '/config/db/json#/pools/main' }])).toEqual([])
  expect(findings([{ from: 'db#/pools/old', to: 'db#/pools/main' }])).toEqual([])
  const moved = [{ from: '/site/config/db/json#/pools/old', to: '/site/config/db/json#/pools/main' }]
  expect(check([{ ...environment('lab', moved), prefix: '/site' }])).toEqual([])
})

it('one that leads to a later name is no slip either', () => {
  const moves = [
    { from: 'db#/pools/old', to: 'db#/pools/older' },
    { from: 'db#/pools/older', to: 'db#/pools/main' },
  ]
  expect(findings(moves)).toEqual([])
})

it('one that only one environment has is no slip', () => {
  const moved = [{ from: 'db#/pools/old', to: 'db#/pools/spare' }]
  const spare = { pools: [{ name: 'spare' }] }
  const environments = [environment('lab', moved), environment('site', moved)]
  expect(check(environments, [document('lab', value), document('site', spare)])).toEqual([])
})

it.each([
  ['db#/pools/old', 'db#/pools/mian', '/config/db/json#/pools has no element "mian"', 'did you mean main?'],
  ['db#/pools/old', 'db#/pools/z', '/config/db/json#/pools has no element "z"', 'there: db-1, main'],
  [
    'db#/pools/db-1',
    'db#/pools/main',
    '/pools/db-1 is declared in /config/db/json of lab all the same',
    'what is renamed is declared under its new name only',
  ],
  [
    'db#/names/c',
    'db#/names/a',
    'nothing tells the elements of /config/db/json#/names apart',
    'each needs a name or id of its own, or what its schema calls x-key',
  ],
  [
    'db#/same/x',
    'db#/same/db-1',
    'nothing tells the elements of /config/db/json#/same apart',
    'each needs a name or id of its own, or what its schema calls x-key',
  ],
  [
    'db#/pool/old',
    'db#/pool/main',
    '/pool/main leads to no element of a list: it ends at /config/db/json#',
    'did you mean pools?',
  ],
  [
    'db#/one/old',
    'db#/one/name',
    '/one/name leads to no element of a list: it ends at /config/db/json#/one',
    'it ends with what identifies an element, its name or id',
  ],
  [
    'bd#/pools/old',
    'bd#/pools/main',
    'nothing declares bd',
    'before # stands a key or a component, under the name that it has now',
  ],
  [
    'db#/pools/old',
    'db#/spare/main',
    'an element keeps its list',
    'what goes into another list goes from the one and comes to the other, without a line here',
  ],
  [
    'db#/pools/old',
    'api#/pools/main',
    'an element keeps its list',
    'what goes into another list goes from the one and comes to the other, without a line here',
  ],
])('%s to %s is refused where it stands', (from, to, message, help) => {
  expect(findings([{ from, to, at }])).toEqual([
    {
      code: 'handover-wrong',
      severity: 'error',
      message: `moved from ${from} to ${to}: ${message}`,
      help,
      at,
    },
  ])
})

it('a rename in a circle is refused', () => {
  const moves = [
    { from: 'db#/pools/main', to: 'db#/pools/x' },
    { from: 'db#/pools/x', to: 'db#/pools/main' },
  ]
  expect(findings(moves)).toMatchObject([
    { code: 'handover-wrong', message: expect.stringContaining('main') as string },
  ])
})

function findings(moved: readonly DeclaredMove[]) {
  return check([environment('lab', moved)])
}

function check(environments: readonly Environment[], documents = [document('lab', value)]) {
  return checkElementMoves({ documents, environments }, () => ({ effect: 'live', isSecret: false }))
}

function environment(name: string, moved: readonly DeclaredMove[]): Environment {
  return { ...desiredOf({}).environment, name, moved }
}

function document(name: string, of: JsonValue): AuthoredDocument {
  return {
    key: '/config/db/json',
    component: 'db',
    schema: 'db',
    environment: name,
    value: of,
    provenance: new Map(),
  }
}
