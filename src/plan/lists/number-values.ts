import { isJsonObject, type JsonObject, type JsonValue } from '../../model/index.ts'

/** A number for each value: two values have the same one exactly when they are the same JSON. */
export type ValueNumbers = (value: JsonValue) => number

/**
 * Numbers values, each part of them once: comparing parts costs nothing afterwards, however often and at whatever
 * depth. Keeps a stack of its own, for documents nested 10,000 deep.
 */
export function numberValues(): ValueNumbers {
  const scalars = new Map<JsonValue, number>()
  const containers = new Map<string, number>()
  const numbersOfObjects = new Map<object, number>()
  let count = 0
  const numberIn = <Key>(numbers: Map<Key, number>, key: Key): number => {
    const number = numbers.get(key)
    if (number !== undefined) return number
    numbers.set(key, count)
    return count++
  }
  const numberOf = (value: JsonValue): number =>
    isContainer(value) ? (numbersOfObjects.get(value) ?? numberContainer(value)) : numberIn(scalars, value)
  const numberContainer = (value: Container): number => {
    const stack = [value]
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const depth = stack.length
      if (!numbersOfObjects.has(top)) {
        for (const member of membersOf(top))
          if (isContainer(member) && !numbersOfObjects.has(member)) stack.push(member)
      }
      if (stack.length > depth) continue
      if (!numbersOfObjects.has(top)) numbersOfObjects.set(top, numberIn(containers, textOf(top, numberOf)))
      stack.pop()
    }
    return numbersOfObjects.get(value) as number
  }
  return numberOf
}

type Container = readonly JsonValue[] | JsonObject

function isContainer(value: JsonValue): value is Container {
  return typeof value === 'object' && value !== null
}

function membersOf(value: Container): readonly JsonValue[] {
  return isJsonObject(value) ? Object.values(value) : value
}

/** What tells a container from all others, its names and members known by their numbers. */
function textOf(value: Container, numberOf: ValueNumbers): string {
  if (!isJsonObject(value)) return `[${value.map(numberOf).join(',')}`
  let text = '{'
  for (const name of Object.keys(value).sort())
    text += `${numberOf(name)}:${numberOf(value[name] as JsonValue)},`
  return text
}
