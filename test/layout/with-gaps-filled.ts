import { arrayMap, layout, padding, struct } from '../../src/define/index.ts'
import { resolveLayout } from '../../src/layout/index.ts'
import type { LayoutType, StructType } from '../../src/model/index.ts'

/** A struct with every gap filled as the help of its diagnostics says, one after the other. */
export function withGapsFilled(name: string, fields: { readonly [name: string]: LayoutType }): StructType {
  const type = struct(name, fields)
  const maps = { things: arrayMap({ value: type, maxEntries: 1 }) }
  const [first] = resolveLayout(layout('demo', { maps })).diagnostics
  if (first === undefined) return type
  return withGapsFilled(name, filled(fields, first.help ?? '', first.pointer ?? ''))
}

function filled(fields: { readonly [name: string]: LayoutType }, help: string, pointer: string) {
  const bytes = Number(/padding\((\d+)\)/.exec(help)?.[1])
  const before = /\/fields\/(.*)$/.exec(pointer)?.[1]
  const pad: [string, LayoutType] = [`pad${Object.keys(fields).length}`, padding(bytes)]
  const entries = Object.entries(fields)
  const at = before === undefined ? entries.length : entries.findIndex(([name]) => name === before)
  return Object.fromEntries([...entries.slice(0, at), pad, ...entries.slice(at)])
}
