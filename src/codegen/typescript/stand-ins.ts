import type { TypeNames } from './names.ts'

// json-schema-to-typescript changes type names that are not ASCII words, stumbles over members called like those of
// Object.prototype, and knows no index signature but that of every string. Those get another name until the file is
// assembled.

/** By the name of a type, the one that the library gets: the same where it leaves that as it is. */
export function typeStandIns(names: TypeNames): Map<string, string> {
  const { root, rootInput, definitions, definitionInputs } = names
  const all = [root, rootInput, ...definitions.values(), ...definitionInputs.values()]
  const isKept = (name: string): boolean => /^[A-Z][A-Za-z]*\d*$/.test(name) && !/^Type\d+$/.test(name)
  return new Map(all.map((name, index) => [name, isKept(name) ? name : `Type${index + 1}`]))
}

/** The name of what only holds the declarations together: no type's stand-in. */
export const rootStandIn = 'Type0'

/** What a member is called: one name, or all that begin with a prefix. */
export type MemberName = { readonly name: string } | { readonly prefix: string }

/** The member's own name, or one that begins with `$`. */
export function memberStandIn(member: MemberName): string {
  if ('prefix' in member) return `$[${member.prefix}`
  const { name } = member
  return name.startsWith('$') || name in Object.prototype ? `$${name}` : name
}

/** The member that a name stands for. */
export function memberOf(standIn: string): MemberName {
  if (standIn.startsWith('$[')) return { prefix: standIn.slice(2) }
  return { name: standIn.startsWith('$') ? standIn.slice(1) : standIn }
}
