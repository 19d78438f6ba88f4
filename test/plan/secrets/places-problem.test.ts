import { expect, it } from 'vitest'
import type { After } from '../../../src/model/index.ts'
import { placesProblem } from '../../../src/plan/secrets/index.ts'

const live = { document: { a: 'one', b: 'two' }, applied: undefined, keysAt: () => ({ keys: [] }) }

function after(keptFrom: string): After {
  const secrets = [{ pointer: '/a', name: 'x', source: { from: 'live' as const }, keptFrom }]
  return { sha256: '', value: { a: { $secret: 'x' }, b: 'two' }, secrets }
}

it('a plan cannot say that a secret stays which is another one', () => {
  expect(placesProblem(after('/a'), live)).toBeUndefined()
  expect(placesProblem(after('/b'), live)).toBe('what would stay as secret("x") is another value')
  expect(placesProblem(after('/a'), undefined)).toBe('what would stay as secret("x") is another value')
})
