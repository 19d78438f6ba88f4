import { isJsonObject, isSecretReference, type JsonValue } from '../../model/index.ts'

/** The shape of a value as text: names and types, however many elements a list has. Equal texts are equal shapes. */
export function shapeOf(value: JsonValue): string {
  if (value === null) return 'null'
  if (isSecretReference(value)) return 'secret'
  if (Array.isArray(value))
    return `[${[...new Set(value.map((each: JsonValue) => shapeOf(each)))].sort().join('|')}]`
  if (!isJsonObject(value)) return typeof value
  const members = Object.keys(value).sort()
  return `{${members.map((name) => `${JSON.stringify(name)}:${shapeOf(value[name] as JsonValue)}`).join(',')}}`
}
