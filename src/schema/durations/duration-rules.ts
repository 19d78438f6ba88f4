import type { JsonObject, JsonValue } from '../../model/index.ts'
import { measuredUnit } from '../units.ts'
import { type DurationForm, durationForms, parseDuration } from './duration-text.ts'

/** The form that `x-duration` names. */
export function durationForm(value: JsonValue | undefined): DurationForm | undefined {
  return durationForms.find((form) => form === value)
}

/** An example of each form. */
export function durationWords(form: DurationForm): string {
  return form === 'go' ? 'a duration like 15s or 1h30m' : 'a duration like PT15S or PT1H30M'
}

export interface DurationBound {
  readonly keyword: 'minimum' | 'maximum' | 'exclusiveMinimum' | 'exclusiveMaximum'
  readonly nanoseconds: number
  /** As the schema says it: `300 s`. */
  readonly text: string
}

/** The bounds of a text with `x-duration`, which are numbers in its unit. */
export function durationBounds(node: JsonObject): readonly DurationBound[] {
  const unit = measuredUnit(node['x-unit'])
  if (unit?.dimension !== 'time') return []
  const keywords = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'] as const
  return keywords.flatMap((keyword) => {
    const bound = node[keyword]
    if (typeof bound !== 'number') return []
    return [{ keyword, nanoseconds: bound * unit.factor * 1e6, text: `${bound} ${unit.symbol}` }]
  })
}

/** Whether a text is a duration of the form, within the bounds beside it. */
export function isDuration(form: JsonValue, text: string, node: JsonObject): boolean {
  const known = durationForm(form)
  const duration = known && parseDuration(known, text)
  if (duration === undefined) return false
  const nanoseconds = Number(duration)
  return durationBounds(node).every((bound) => isWithin[bound.keyword](nanoseconds, bound.nanoseconds))
}

const isWithin: Readonly<Record<DurationBound['keyword'], (value: number, bound: number) => boolean>> = {
  minimum: (value, bound) => value >= bound,
  maximum: (value, bound) => value <= bound,
  exclusiveMinimum: (value, bound) => value > bound,
  exclusiveMaximum: (value, bound) => value < bound,
}
