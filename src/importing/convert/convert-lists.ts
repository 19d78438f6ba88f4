import { isJsonObject, type JsonValue } from '../../model/index.ts'
import { noteLoss, type Part } from './conversion.ts'
import type { ConvertBelow } from './convert-node.ts'

/** Elements: lists, tuples of any draft, what a list contains. */
export function convertLists(part: Part, below: ConvertBelow): void {
  const { node, draft } = part
  const around = { outerTypes: [], isCondition: part.isCondition }
  const tuple = Array.isArray(node.prefixItems)
    ? 'prefixItems'
    : Array.isArray(node.items)
      ? 'items'
      : undefined
  if (tuple !== undefined) convertTuple(part, { tuple, below })
  else if (node.items !== undefined)
    draft.items = node.items === false ? false : below(part, { keyword: 'items' }, around)
  if (node.contains !== undefined)
    draft.contains = below(part, { keyword: 'contains' }, { outerTypes: [], isCondition: true })
  if (node.unevaluatedItems !== undefined)
    noteLoss(part, 'unevaluatedItems', 'is left out: more elements are taken')
  if (draft.contains === undefined || (draft.minContains === 0 && draft.maxContains === undefined)) {
    for (const keyword of ['contains', 'minContains', 'maxContains']) Reflect.deleteProperty(draft, keyword)
  }
}

/** A tuple has its length; one that may be shorter or longer becomes a list of what its elements can be. */
function convertTuple(
  part: Part,
  { tuple, below }: { readonly tuple: string; readonly below: ConvertBelow },
): void {
  const { node, draft } = part
  const elements = node[tuple] as readonly JsonValue[] // the caller looked
  const rest = tuple === 'items' ? 'additionalItems' : 'items'
  const around = { outerTypes: [], isCondition: part.isCondition }
  const converted = elements.map((_, index) => below(part, { keyword: tuple, name: index }, around))
  const isClosed = node[rest] === false || node.maxItems === elements.length
  const isLong = node.minItems === elements.length
  if (isLong && (isClosed || isJsonObject(node[rest]))) {
    draft.prefixItems = converted
    draft.items =
      node[rest] === undefined || node[rest] === false ? false : below(part, { keyword: rest }, around)
    return
  }
  const others = isClosed ? [] : [isJsonObject(node[rest]) ? below(part, { keyword: rest }, around) : {}]
  const choices = [...converted, ...others]
  draft.items = choices.some((each) => isJsonObject(each) && Object.keys(each).length === 0)
    ? {}
    : choices.length === 1
      ? (choices[0] as JsonValue)
      : { anyOf: choices }
  if (node[rest] === false && (typeof draft.maxItems !== 'number' || draft.maxItems > elements.length))
    draft.maxItems = elements.length
  noteLoss(part, tuple, 'is a tuple that may be shorter or longer: the order of its elements is not checked')
}
