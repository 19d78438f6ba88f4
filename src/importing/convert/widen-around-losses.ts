import { isJsonObject, type JsonObject, type JsonValue } from '../../model/index.ts'
import { childSchemas } from '../../schema/index.ts'
import type { Conversion, Draft } from './conversion.ts'
import { nextOf } from './drop-endless-defaults.ts'

/**
 * What takes more values than it should makes less where its opposite is asked for: `oneOf` becomes `anyOf`, and `not` and
 * conditions go, where something below them lost a part.
 */
export function widenAroundLosses(document: JsonObject, conversion: Conversion): void {
  for (let isChanged = true; isChanged; ) {
    isChanged = false
    for (const draft of draftsOf(document)) {
      const lost = (keyword: string) =>
        draft[keyword] !== undefined && hasLoss(document, draft[keyword], conversion)
      const isLost = [
        lost('oneOf') && widen(draft),
        lost('not') && leaveOut(draft, ['not']),
        lost('if') && leaveOut(draft, ['if', 'then', 'else']),
        draft.maxContains !== undefined && lost('contains') && leaveOut(draft, ['maxContains']),
      ].filter((each) => each !== false)
      if (isLost.length === 0) continue
      isChanged = true
      conversion.lossy.add(draft)
      const pointer = conversion.sources.get(draft) ?? ''
      for (const message of isLost) conversion.notes.push({ pointer, message })
    }
  }
}

function draftsOf(document: JsonObject): Draft[] {
  const drafts: Draft[] = []
  const visit = (node: JsonObject): void => {
    drafts.push(node as Draft) // made here, and of nobody else's
    for (const child of childSchemas({ pointer: '', node })) visit(child.node)
  }
  visit(document)
  return drafts
}

function widen(draft: Draft): string {
  const branches = draft.oneOf as JsonValue
  const allOf = Array.isArray(draft.allOf) ? (draft.allOf as JsonValue[]) : []
  if (draft.anyOf === undefined) draft.anyOf = branches
  else draft.allOf = [...allOf, { anyOf: branches }]
  for (const keyword of ['oneOf', 'discriminator']) Reflect.deleteProperty(draft, keyword)
  return 'its oneOf is an anyOf: a branch takes more than it did'
}

function leaveOut(draft: Draft, keywords: readonly string[]): string {
  for (const keyword of keywords) Reflect.deleteProperty(draft, keyword)
  return `${keywords[0]} is left out: what it is about could not be carried over whole`
}

/** Whether a subschema, a list of them, or what they refer to lost a part. */
function hasLoss(document: JsonObject, start: JsonValue | undefined, { lossy }: Conversion): boolean {
  const seen = new Set<JsonValue>()
  const visit = (value: JsonValue | undefined): boolean => {
    if (Array.isArray(value)) return value.some((each: JsonValue) => visit(each))
    if (!isJsonObject(value) || seen.has(value)) return false
    seen.add(value)
    if (lossy.has(value)) return true
    return nextOf(document, value).some(visit)
  }
  return visit(start)
}
