import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadWorkspace } from '../../src/load/index.ts'
import {
  decodePointer,
  formatPlace,
  type LoadedWorkspace,
  type Origin,
  valueAt,
} from '../../src/model/index.ts'
import { expectGolden } from '../support/golden.ts'

const folder = join(import.meta.dirname, 'golden')

describe('provenance', () => {
  it.each(readdirSync(folder).sort())('of %s is as agreed', async (name) => {
    const loaded = await loadWorkspace({ directory: join(folder, name), schemas: [] })
    if (!('documents' in loaded)) throw new Error(JSON.stringify(loaded.diagnostics, null, 2))
    expect(loaded.diagnostics).toEqual([])
    expectGolden(join(folder, name, 'provenance.txt'), render(loaded))
  })
})

function render({ documents }: LoadedWorkspace): string {
  const lines = documents.flatMap(({ key, value, provenance }) => [
    key,
    ...[...provenance].map(([pointer, origin]) => {
      const found = valueAt(value, pointer)
      const shown = typeof found === 'object' && found !== null ? '' : ` = ${JSON.stringify(found)}`
      return `${'  '.repeat(decodePointer(pointer).length + 1)}${pointer}${shown}  ${show(origin)}`
    }),
  ])
  return `${lines.join('\n')}\n`
}

function show({ kind, at, key, from, calls, overrides }: Origin): string {
  return [
    `${kind} ${formatPlace(at)}+${at.length}`,
    key && `name ${key.line}:${key.column}`,
    from && `from ${from.map(formatPlace).join(' ')}`,
    calls && `through ${calls.map(formatPlace).join(' ')}`,
    overrides && `overrides (${show(overrides)})`,
  ]
    .filter(Boolean)
    .join('  ')
}
