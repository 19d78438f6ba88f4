import {
  configKey,
  type Environment,
  isHybridRecipient,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  plaintextRecipient,
} from '../../model/index.ts'
import type { CompiledDocument } from '../compile-document.ts'

/** Who can open what is sealed for a component, or why nobody can. */
export type Recipients =
  | { readonly recipients: { readonly [member: string]: string } }
  | { readonly problem: 'none' }
  /** Members that are declared, and have no recipient. */
  | { readonly problem: 'bare'; readonly members: readonly string[] }
  /** Some are post-quantum hybrid ones, others are not. */
  | { readonly problem: 'mixed'; readonly hybrid: readonly string[]; readonly others: readonly string[] }

/** By member, the recipients that an environment declares: its own, and those of the rotation policy. */
export function declaredRecipients(
  { prefix, recipients }: Pick<Environment, 'prefix' | 'recipients'>,
  documents: readonly Pick<CompiledDocument, 'key' | 'value'>[],
): ReadonlyMap<string, string> {
  const policy = documents.find(({ key }) => key === prefix + configKey('rotation'))?.value
  const members = isJsonObject(policy) && isJsonObject(policy.members) ? policy.members : {}
  return new Map([...textsIn(members), ...Object.entries(recipients ?? {})])
}

/** Of a component's document, those of its members; of one for a node, that of the member there. */
export function recipientsOf(
  { component, node }: { readonly component: string; readonly node?: string },
  declared: ReadonlyMap<string, string>,
): Recipients {
  const own = [...declared]
    .filter(([member]) =>
      node === undefined ? member.startsWith(`${component}@`) : member === `${component}@${node}`,
    )
    .sort(([a], [b]) => (a < b ? -1 : 1))
  if (own.length === 0) return { problem: 'none' }
  const bare = membersWhere(own, (recipient) => recipient === plaintextRecipient)
  if (bare.length > 0) return { problem: 'bare', members: bare }
  const hybrid = membersWhere(own, isHybridRecipient)
  const others = membersWhere(own, (recipient) => !isHybridRecipient(recipient))
  if (hybrid.length > 0 && others.length > 0) return { problem: 'mixed', hybrid, others }
  return { recipients: Object.fromEntries(own) }
}

function membersWhere(
  members: readonly (readonly [string, string])[],
  holds: (recipient: string) => boolean,
): string[] {
  return members.filter(([, recipient]) => holds(recipient)).map(([member]) => member)
}

function textsIn(members: JsonObject): [string, string][] {
  return Object.entries(members).filter(
    (each): each is [string, string & JsonValue] => typeof each[1] === 'string',
  )
}
