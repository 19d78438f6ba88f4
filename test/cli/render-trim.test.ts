import { expect, it } from 'vitest'
import { renderHistorySize, renderSize } from '../../src/cli/render/trim.ts'

it('the size of the history is told in entries, blobs and bytes', () => {
  expect(renderSize({ entries: 1, blobs: 1, bytes: 10 })).toBe('1 ledger entry, 1 blob, 10 B')
  expect(renderSize({ entries: 1200, blobs: 3, bytes: 3 << 20 })).toBe(
    '1,200 ledger entries, 3 blobs, 3.0 MiB',
  )
})

it('a history beyond 64 MiB names the command that trims it', () => {
  const size = { entries: 9, blobs: 9, bytes: 64 << 20 }
  expect(renderHistorySize(size)).toHaveLength(1)
  expect(renderHistorySize({ ...size, bytes: size.bytes + 1 }).join()).toContain('appia history --trim')
})
