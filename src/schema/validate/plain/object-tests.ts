import { isJsonObject, type JsonObject, type JsonValue } from '../../../model/index.ts'
import { sharedElements } from '../../lint/disjoint.ts'
import { matches, refusalOf } from '../../patterns/known-patterns.ts'
import { type MakeTest, type Making, membersOf, NotPlain, namesOf, numberOf, type Test } from './test.ts'

/** What keywords ask of an object and its members. */
export const objectTests: Readonly<Record<string, MakeTest>> = {
  properties: membersTest,
  patternProperties: (node, making) =>
    node.properties === undefined ? membersTest(node, making) : undefined,
  additionalProperties: (node, making) =>
    node.properties === undefined && node.patternProperties === undefined
      ? membersTest(node, making)
      : undefined,
  propertyNames: (node, making) => {
    const test = making.test(node.propertyNames)
    return ofObject((value) => Object.keys(value).every(test))
  },
  required: (node) => {
    const names = namesOf(node.required)
    return ofObject((value) => names.every((name) => Object.hasOwn(value, name)))
  },
  minProperties: (node) => {
    const least = numberOf(node, 'minProperties')
    return ofObject((value) => Object.keys(value).length >= least)
  },
  maxProperties: (node) => {
    const most = numberOf(node, 'maxProperties')
    return ofObject((value) => Object.keys(value).length <= most)
  },
  dependentRequired: (node) => {
    const members = membersOf(node, 'dependentRequired')
    const demands = members.map(([name, others]) => [name, namesOf(others)] as const)
    return ofObject((value) =>
      demands.every(
        ([name, others]) => !Object.hasOwn(value, name) || others.every((each) => Object.hasOwn(value, each)),
      ),
    )
  },
  dependentSchemas: (node, making) => {
    const members = membersOf(node, 'dependentSchemas')
    const demands = members.map(([name, subschema]) => [name, making.test(subschema)] as const)
    return ofObject((value) => demands.every(([name, test]) => !Object.hasOwn(value, name) || test(value)))
  },
  'x-disjoint': (node) => {
    const names = namesOf(node['x-disjoint'])
    return ofObject((value) => sharedElements(names, value).length === 0)
  },
}

function ofObject(test: (value: JsonObject) => boolean): Test {
  return (value) => !isJsonObject(value) || test(value)
}

/** The three keywords that share the members out. */
function membersTest(node: JsonObject, making: Making): Test {
  const testsOf = (keyword: string): readonly (readonly [string, Test])[] =>
    node[keyword] === undefined
      ? []
      : membersOf(node, keyword).map(([name, subschema]) => [name, making.test(subschema)])
  const named = new Map(testsOf('properties'))
  const patterned = testsOf('patternProperties')
  if (patterned.some(([pattern]) => refusalOf(pattern) !== undefined)) throw new NotPlain()
  const others = node.additionalProperties === undefined ? anything : making.test(node.additionalProperties)
  const suits = (name: string, member: JsonValue): boolean => {
    const own = named.get(name)
    if (own !== undefined && !own(member)) return false
    if (patterned.length === 0) return own !== undefined || others(member)
    const fitting = patterned.filter(([pattern]) => matches(pattern, name))
    if (own === undefined && fitting.length === 0) return others(member)
    return fitting.every(([, test]) => test(member))
  }
  return ofObject((value) => Object.keys(value).every((name) => suits(name, value[name] as JsonValue)))
}

function anything(): boolean {
  return true
}
