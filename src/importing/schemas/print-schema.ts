import { isJsonObject, type JsonValue } from '../../model/index.ts'

const lineWidth = 110

/** Members of a schema whose own members stand a line each, however short. */
const spread = new Set(['properties', '$defs', 'patternProperties', 'dependentSchemas'])

/** A schema as people write it: what is short on one line, properties a line each. Ends with a line end. */
export function printSchema(schema: JsonValue): string {
  return `${print(schema, { indent: '', before: 0, keyword: 'root' })}\n`
}

interface Spot {
  readonly indent: string
  /** Columns before it on its line. */
  readonly before: number
  readonly keyword: string
}

function print(value: JsonValue, { indent, before, keyword }: Spot): string {
  const flat = flatText(value)
  if (keyword !== 'root' && !isSpread(value, keyword) && before + flat.length < lineWidth) return flat
  const inner = `${indent}  `
  if (Array.isArray(value)) {
    const lines = value.map(
      (each: JsonValue) => `${inner}${print(each, { indent: inner, before: inner.length, keyword: '' })}`,
    )
    return `[\n${lines.join(',\n')}\n${indent}]`
  }
  if (!isJsonObject(value)) return flat
  const lines = Object.entries(value).map(([name, member]) => {
    const lead = `${inner}${JSON.stringify(name)}: `
    // A property that has the name of a keyword is none.
    const below = spread.has(keyword) ? '' : name
    return `${lead}${print(member, { indent: inner, before: lead.length, keyword: below })}`
  })
  return `{\n${lines.join(',\n')}\n${indent}}`
}

function isSpread(value: JsonValue, keyword: string): boolean {
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) return false
  return spread.has(keyword) || JSON.stringify(value).includes('"properties":{"')
}

function flatText(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map((each: JsonValue) => flatText(each)).join(', ')}]`
  if (!isJsonObject(value)) return JSON.stringify(value)
  const members = Object.entries(value).map(
    ([name, member]) => `${JSON.stringify(name)}: ${flatText(member)}`,
  )
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`
}
