import { expect, it } from 'vitest'
import { textAfter } from '../../src/apply/history/build-record.ts'
import { type After, type Change, canonicalTextOf, textOfAfter } from '../../src/model/index.ts'

it('the canonical text of a change is written once, however many ask for it', () => {
  let reads = 0
  const value = {
    get rate() {
      reads++
      return 5
    },
  }
  const after: After = { sha256: '', value }
  const change = { key: '/config/a/json', component: 'a', action: 'create', after } as unknown as Change
  const first = canonicalTextOf(after)
  const readsOfOne = reads
  const texts = [first, textOfAfter(after), textAfter(change), canonicalTextOf(after)]
  expect(new Set(texts)).toEqual(new Set(['{"rate":5}']))
  expect(reads).toBe(readsOfOne)
})

it('bytes that are not canonical JSON are given as they are', () => {
  expect(textOfAfter({ sha256: '', value: { a: 1 }, bytes: '{ "a": 1 }' })).toBe('{ "a": 1 }')
})
