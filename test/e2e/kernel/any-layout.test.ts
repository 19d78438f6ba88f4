import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  array,
  arrayMap,
  char,
  layout,
  packed,
  padding,
  s8,
  s16,
  s64,
  u8,
  u16,
  u32,
  u64,
} from '../../../src/define/index.ts'
import type { LayoutType } from '../../../src/model/index.ts'
import { withGapsFilled } from '../../layout/with-gaps-filled.ts'
import { clangMissing, describeGroup, findExecutable } from '../../support/groups.ts'
import { run, writeHeaders } from './headers.ts'

const count = 60
const scalars = [u8, u16, u32, u64, s8, s16, s64, char(5), padding(3), array(u64, 2), array(array(u16, 3), 2)]

/** Structs of random fields, the later ones holding earlier ones; of a fixed seed, so that a failure can be repeated. */
function randomStructs(): LayoutType[] {
  const lists = fc.sample(
    fc.tuple(fc.boolean(), fc.array(fc.nat(scalars.length + 3), { minLength: 1, maxLength: 9 })),
    { numRuns: count, seed: 7 },
  )
  const structs: LayoutType[] = []
  for (const [isPacked, picks] of lists) {
    const name = `random${structs.length}`
    const types = picks.map((pick) => scalars[pick] ?? structs[pick - scalars.length] ?? u8)
    const fields = Object.fromEntries(types.map((type, index) => [`f${index}`, type]))
    structs.push(isPacked ? packed(name, fields) : withGapsFilled(name, fields))
  }
  return structs
}

describeGroup('clang', clangMissing(), `${count} random structs whose gaps are written down`, () => {
  let folder = ''
  beforeAll(() => {
    const structs = randomStructs()
    const maps = Object.fromEntries(
      structs.map((value, index) => [`map${index}`, arrayMap({ value, maxEntries: 1 })]),
    )
    folder = writeHeaders(layout('any', { maps }), new Map())
    writeFileSync(join(folder, 'any.c'), '#include "any.layout.h"\nint unused;\n')
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const flags = () => [
    '-std=c11',
    '-Wall',
    '-Wextra',
    '-Wpadded',
    '-Werror',
    '-fsyntax-only',
    join(folder, 'any.c'),
  ]

  it.each([
    'bpfel',
    'bpfeb',
    'x86_64-linux-gnu',
    'i386-linux-gnu',
    'aarch64-linux-gnu',
    'armv7-linux-gnueabihf',
  ])('have the offsets and sizes that were computed, for %s', (target) => {
    run('clang', [`--target=${target}`, ...flags()])
  })

  it.skipIf(findExecutable('gcc') === undefined).each(['-m64', '-m32'])('and for gcc with %s', (machine) => {
    run('gcc', [machine, ...flags()])
  })

  it('are not all of the same size, so that the asserts claim something', () => {
    const sizes = randomStructs().map((type) => JSON.stringify(type).length)
    expect(new Set(sizes).size).toBeGreaterThan(count / 2)
  })
})
