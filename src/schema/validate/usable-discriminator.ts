import { isJsonObject, type JsonObject, type JsonValue, valueAt } from '../../model/index.ts'
import { localReference } from '../position.ts'

/**
 * Whether Ajv can go by the tag of a union alone, which spares it all branches but one: it wants the tag declared in
 * the branch itself, or in the definition that the branch is a mere reference to, required, as texts that no branch
 * shares. It takes an empty text for none, and names that every JavaScript object has for shared ones.
 */
export function isUsableDiscriminator(document: JsonObject, node: JsonObject): boolean {
  const { discriminator, oneOf } = node
  const tag = isJsonObject(discriminator) ? discriminator.propertyName : undefined
  if (typeof tag !== 'string' || !Array.isArray(oneOf)) return false
  const choices = oneOf.map((branch) => choicesOf(resolve(document, branch), tag, node))
  const all = choices.flat()
  return (
    choices.every((each) => each.length > 0) &&
    all.every((each) => typeof each === 'string' && each !== '' && !(each in Object.prototype)) &&
    new Set(all).size === all.length
  )
}

function resolve(document: JsonObject, branch: JsonValue): JsonObject | undefined {
  if (!isJsonObject(branch)) return undefined
  const target = localReference(branch.$ref)
  if (target === undefined) return branch
  const referred = Object.keys(branch).length === 1 ? valueAt(document, target) : undefined
  return isJsonObject(referred) && referred.$ref === undefined ? referred : undefined
}

function choicesOf(branch: JsonObject | undefined, tag: string, holder: JsonObject): readonly JsonValue[] {
  const properties = branch?.properties
  const isRequired = [branch?.required, holder.required].some(
    (names) => Array.isArray(names) && names.includes(tag),
  )
  if (!isRequired || !isJsonObject(properties) || !Object.hasOwn(properties, tag)) return []
  const member = properties[tag]
  if (!isJsonObject(member)) return []
  if (member.const !== undefined) return [member.const]
  return Array.isArray(member.enum) ? member.enum : []
}
