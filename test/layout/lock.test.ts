import { describe, expect, it } from 'vitest'
import { arrayMap, enumeration, layout, struct, u8, u16 } from '../../src/define/index.ts'
import {
  checkLock,
  formatLock,
  type Layout,
  nextLock,
  parseLock,
  resolveLayout,
} from '../../src/layout/index.ts'
import type { LayoutType } from '../../src/model/index.ts'

function layoutOf(value: LayoutType, version = 1, map = 'settings'): Layout {
  const maps = {
    [map]: arrayMap({ value, maxEntries: 1, version }),
    other: arrayMap({ value: u8, maxEntries: 1 }),
  }
  return resolveLayout(layout('demo', { maps })).layout as Layout
}

const narrow = layoutOf(struct('setting', { action: u8 }))
const wide = layoutOf(struct('setting', { action: u16 }))
const lock = nextLock([narrow], {})

describe('the lock of layouts', () => {
  it('accepts what did not change', () => {
    expect(checkLock(narrow, lock)).toEqual([])
  })

  it('refuses a layout that changed under an unchanged map name and version, and explains why', () => {
    expect(checkLock(wide, lock)).toMatchObject([
      {
        code: 'layout-changed',
        message: 'map settings of demo changed its layout under its unchanged name and version 1',
        help: 'declare it with version: 2, or under another name, and generate again',
      },
    ])
  })

  it('refuses other numbers in an enumeration, which change no size', () => {
    const before = layoutOf(enumeration('action', u8, { drop: 0, capture: 1 }))
    const after = layoutOf(enumeration('action', u8, { drop: 1, capture: 0 }))
    expect(checkLock(after, nextLock([before], {}))).toHaveLength(1)
  })

  it('accepts a change under a higher version, and under another name', () => {
    expect(checkLock(layoutOf(struct('setting', { action: u16 }), 2), lock)).toEqual([])
    expect(checkLock(layoutOf(struct('setting', { action: u16 }), 1, 'settings2'), lock)).toEqual([])
  })

  it('refuses a version that goes back', () => {
    const second = nextLock([layoutOf(struct('setting', { action: u16 }), 2)], lock)
    expect(checkLock(narrow, second)[0]?.message).toBe('map settings of demo goes back from version 2 to 1')
  })

  it('remembers a map that is gone, so that its name is not reused for another layout', () => {
    const without = nextLock([layoutOf(u8, 1, 'another')], lock)
    expect(checkLock(wide, without)).toHaveLength(1)
  })

  it('is read back as it was written', () => {
    expect(parseLock(formatLock(lock))).toEqual(lock)
    expect(parseLock('{}')).toBeUndefined()
    expect(parseLock('no json')).toBeUndefined()
  })
})
