import type { JsonValue } from '../../../model/index.ts'
import type { ArrangedElement } from '../source-edit.ts'
import type { ArrangedPart } from './arrange-parts.ts'

/** Elements of a list as parts between its brackets. */
export function arrangedElements(
  elements: readonly ArrangedElement[],
  print: (value: JsonValue, indent: string) => string,
): ArrangedPart[] {
  return elements.map((element) => {
    if ('kept' in element) return element
    const { value, instead } = element
    return { print: (indent) => print(value, indent), ...(instead !== undefined && { instead }) }
  })
}

/** Members as parts: those that are there are written anew in their places, the others stand behind them. */
export function arrangedMembers(
  names: readonly (string | undefined)[],
  members: ReadonlyMap<string, JsonValue>,
  print: (name: string, value: JsonValue, indent: string) => string,
): ArrangedPart[] {
  const present = names.map((name, index): ArrangedPart => {
    const value = name === undefined ? undefined : members.get(name)
    if (name === undefined || value === undefined) return { kept: index }
    return { instead: index, print: (indent) => print(name, value, indent) }
  })
  const added = [...members].filter(([name]) => !names.includes(name))
  return [
    ...present,
    ...added.map(([name, value]): ArrangedPart => ({ print: (indent) => print(name, value, indent) })),
  ]
}

/** All parts but one. */
export function withoutPart(count: number, gone: number): ArrangedPart[] {
  return Array.from({ length: count }, (_, index) => ({ kept: index })).filter(({ kept }) => kept !== gone)
}
