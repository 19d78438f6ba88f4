import { durationForm } from '../durations/duration-rules.ts'
import type { Subschema } from '../subschemas.ts'
import { labelUnits, measuredUnits } from '../units.ts'
import { nameOf, type ProfileBreak, typesOf } from './profile-break.ts'

/** Beside a duration, bounds are numbers in `x-unit`. */
export function checkDuration({ pointer, node }: Subschema): ProfileBreak[] {
  const stated = node['x-duration']
  if (stated === undefined) return []
  if (durationForm(stated) === undefined) {
    const message = `${nameOf(pointer)} has the unknown duration ${JSON.stringify(stated)}`
    const help = '"go" for texts like 15s and 1h30m, "iso" for PT15S and PT1H30M'
    return [{ at: `${pointer}/x-duration`, message, help }]
  }
  const others = typesOf(node.type).filter((type) => type !== 'string' && type !== 'null')
  if (others.length > 0) {
    const message = `${nameOf(pointer)} is a duration as text, and takes ${others.join(' and ')} too`
    return [{ at: `${pointer}/type`, message, help: 'let its type be "string"' }]
  }
  const bound = durationKeywords.find((keyword) => node[keyword] !== undefined)
  if (measuredUnits.some(({ symbol, dimension }) => symbol === node['x-unit'] && dimension === 'time'))
    return []
  if (bound === undefined && node['x-unit'] === undefined) return []
  const message = `${nameOf(pointer)} bounds a duration without a unit of time`
  return [{ at: `${pointer}/${bound ?? 'x-unit'}`, message, help: 'add "x-unit": "s", or another of time' }]
}

const durationKeywords = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum']

/** A unit is one that is known, of something that has one. */
export function checkUnit({ pointer, node }: Subschema): ProfileBreak[] {
  const unit = node['x-unit']
  if (unit === undefined) return []
  const at = `${pointer}/x-unit`
  const symbols = [...measuredUnits.map(({ symbol }) => symbol), ...labelUnits]
  if (typeof unit !== 'string' || !symbols.includes(unit)) {
    const message = `${nameOf(pointer)} has the unknown unit ${JSON.stringify(unit)}`
    return [{ at, message, help: `one of ${symbols.join(', ')}` }]
  }
  const types = typesOf(node.type)
  const isNumber = types.includes('integer') || types.includes('number')
  if (node.$ref !== undefined || isNumber || node['x-duration'] !== undefined) return []
  return [{ at, message: `${nameOf(pointer)} has a unit but is not a number`, help: 'remove x-unit' }]
}
