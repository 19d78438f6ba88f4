import { describe, expect, it } from 'vitest'
import { formatLayout, type Layout, parseLayout, resolveLayout } from '../../src/layout/index.ts'
import { snifferMaps } from '../support/sniffer-maps.ts'

const layout = resolveLayout(snifferMaps).layout as Layout

describe('a layout as a file', () => {
  it('reads back as the layout that it was', () => {
    expect(parseLayout(formatLayout(layout))).toEqual(layout)
  })

  it.each([
    ['{', 'it is no layout of format 1'],
    ['[]', 'it is no layout of format 1'],
    [JSON.stringify({ formatVersion: 2 }), 'it is no layout of format 1'],
    [JSON.stringify({ formatVersion: 1 }), 'a layout must come from layout()'],
    [formatLayout({ ...layout, hash: 'ab' }), 'its hash is that of another layout'],
    [formatLayout(layout).replace('"bits": 32', '"bits": 33'), 'not a type'],
  ])('is refused in words: %#', (text, problem) => {
    expect(parseLayout(text)).toEqual({ problem: expect.stringContaining(problem) })
  })
})
