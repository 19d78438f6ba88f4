import type { JsonValue } from '../model/index.ts'
import { describeRange, findKeyword, formatQuantity, type Position } from '../schema/index.ts'

const effects: Readonly<Record<string, string>> = {
  live: 'a change takes effect at once',
  restart: 'a change restarts the component',
  none: 'nothing reads it',
}

/** What a reader of the typings should know of a member: its description, then range, unit, default and effect. */
export function commentOf(position: Position, effect: JsonValue | undefined): string {
  const description = findKeyword(position, 'description')?.value
  const facts = [rangeOf(position), defaultOf(position), effectOf(position, effect)].filter(
    (fact) => fact !== '',
  )
  const lines = [typeof description === 'string' ? description : '', facts.join(' · ')].filter(
    (line) => line !== '',
  )
  return lines.join('\n')
}

function rangeOf(position: Position): string {
  const unit = findKeyword(position, 'x-unit')?.value
  // The type already lists them.
  if (findKeyword(position, 'enum') ?? findKeyword(position, 'const')) return ''
  const range = describeRange(position)
  const hasUnit = typeof unit === 'string' && !(range ?? '').includes(` ${unit}`)
  return [range, hasUnit ? `in ${unit}` : undefined].filter((part) => part !== undefined).join(' ')
}

function defaultOf(position: Position): string {
  const value = findKeyword(position, 'default')?.value
  if (value === undefined || (typeof value === 'object' && value !== null)) return ''
  const unit = findKeyword(position, 'x-unit')?.value
  const isMeasured = typeof value === 'number' && typeof unit === 'string'
  return `default ${isMeasured ? formatQuantity(value, unit) : JSON.stringify(value)}`
}

function effectOf(position: Position, effect: JsonValue | undefined): string {
  const isComposite = [findKeyword(position, 'type')?.value].flat().includes('object')
  return isComposite || typeof effect !== 'string' ? '' : (effects[effect] ?? '')
}
