import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { arrayMap, enumeration, layout, padding, struct, u8, u16, u32 } from '../../../src/define/index.ts'
import type { LayoutDeclaration } from '../../../src/model/index.ts'
import { clangMissing, describeGroup, findExecutable } from '../../support/groups.ts'
import { run, writeHeaders } from './headers.ts'

const missing = clangMissing() ?? (findExecutable('g++') ? undefined : 'no g++ in PATH')
const strict = ['-Wall', '-Wextra', '-Wpadded', '-Werror', '-pedantic', '-fsyntax-only']
const standards = [
  ['clang', 'c', 'c11'],
  ['gcc', 'c', 'c11'],
  ['clang++', 'cpp', 'c++17'],
  ['g++', 'cpp', 'c++20'],
] as const

/** A layout with a struct `limits` that holds an enumeration `level`. */
function withLimits(name: string, width = u16, high = 1): LayoutDeclaration {
  const level = enumeration('level', u8, { low: 0, high })
  const gap = width === u16 ? 1 : 3
  const limits = struct('limits', { level, pad: padding(gap), most: width })
  return layout(name, { maps: { [`${name}_limits`]: arrayMap({ value: limits, maxEntries: 1 }) } })
}

describeGroup('clang', missing, 'two layouts that share the name of a type', () => {
  it.each(standards)(
    'are included by one unit where it is the same type: %s, %s, %s',
    (compiler, language, standard) => {
      compile([withLimits('one'), withLimits('two')], { compiler, language, standard })
    },
  )

  it.each(standards)(
    'are refused in one unit where it is another struct: %s, %s, %s',
    (compiler, language, standard) => {
      const layouts = [withLimits('one'), withLimits('two', u32)]
      expect(() => compile(layouts, { compiler, language, standard })).toThrow(
        /limits is another type in the header of another layout/,
      )
    },
  )

  it('are refused in one unit where the enumeration in it has other numbers', () => {
    const layouts = [withLimits('one'), withLimits('two', u16, 2)]
    expect(() => compile(layouts, { compiler: 'clang', language: 'c', standard: 'c11' })).toThrow(
      /level is another type in the header of another layout/,
    )
  })
})

function compile(
  layouts: readonly LayoutDeclaration[],
  { compiler, language, standard }: { compiler: string; language: string; standard: string },
): void {
  const folder = writeHeaders(layouts, new Map())
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const unit = join(folder, `unit.${language}`)
  writeFileSync(unit, '#include "one.entries.h"\n#include "two.entries.h"\nstruct limits unused;\n')
  run(compiler, [...strict, `-std=${standard}`, `-I${folder}`, unit])
}
