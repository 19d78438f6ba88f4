import type { JsonArray, JsonValue } from '../../../model/index.ts'
import { comparable, listOf, type MakeTest, NotPlain, numberOf, type Test } from './test.ts'

/** What keywords ask of a list and its elements. */
export const arrayTests: Readonly<Record<string, MakeTest>> = {
  prefixItems: (node, making) => {
    const tests = listOf(node, 'prefixItems').map(making.test)
    return ofArray((value) =>
      tests.every((test, index) => index >= value.length || test(value[index] as JsonValue)),
    )
  },
  items: (node, making) => {
    const first = node.prefixItems === undefined ? 0 : listOf(node, 'prefixItems').length
    const test = making.test(node.items)
    return ofArray((value) => value.every((element, index) => index < first || test(element)))
  },
  minItems: (node) => {
    const least = numberOf(node, 'minItems')
    return ofArray((value) => value.length >= least)
  },
  maxItems: (node) => {
    const most = numberOf(node, 'maxItems')
    return ofArray((value) => value.length <= most)
  },
  uniqueItems: ({ uniqueItems }) => {
    if (typeof uniqueItems !== 'boolean') throw new NotPlain()
    if (!uniqueItems) return undefined
    return ofArray((value) => new Set(value.map(comparable)).size === value.length)
  },
  contains: (node, making) => {
    const test = making.test(node.contains)
    const least = node.minContains === undefined ? 1 : numberOf(node, 'minContains')
    const most = node.maxContains === undefined ? Number.POSITIVE_INFINITY : numberOf(node, 'maxContains')
    return ofArray((value) => {
      const found = value.filter(test).length
      return found >= least && found <= most
    })
  },
}

function ofArray(test: (value: JsonArray) => boolean): Test {
  return (value) => !Array.isArray(value) || test(value)
}
