import { expect, it } from 'vitest'
import { arrayMap, hashMap, layout, u8, u32 } from '../../src/define/index.ts'
import { verifyContents } from '../../src/kernel/verify-contents.ts'
import { type EntryMapLayout, type Layout, resolveLayout } from '../../src/layout/index.ts'

const found = resolveLayout(
  layout('demo', {
    maps: {
      hash: hashMap({ key: u32, value: u8, maxEntries: 4 }),
      table: arrayMap({ value: u8, maxEntries: 2 }),
    },
  }),
).layout as Layout
const [hash, table] = found.maps as [EntryMapLayout, EntryMapLayout]
const entries = [{ key: '01000000', value: '01' }]

it('a map read back as it was written has no problem', () => {
  expect(verifyContents({ map: hash, entries }, entries)).toEqual([])
})

it('a wrong, a missing and a surplus entry are counted', () => {
  const messageOf = (present: typeof entries) => verifyContents({ map: hash, entries }, present)[0]?.message
  expect(messageOf([{ key: '01000000', value: '02' }])).toMatch(/1 wrong and 0 surplus/)
  expect(messageOf([])).toMatch(/1 wrong and 0 surplus/)
  expect(messageOf([...entries, { key: '02000000', value: '01' }])).toMatch(/0 wrong and 1 surplus/)
})

it('an array holds more indexes than were asked for', () => {
  expect(verifyContents({ map: table, entries }, [{ key: '00000000', value: '00' }, ...entries])).toEqual([])
})
