import { appendPointer, holdsPrivateKey, isJsonObject, type JsonValue } from '../model/index.ts'
import { nameOf, type SchemaFinding } from './validate/finding.ts'

/**
 * Where a private key stands in a value, whatever the schema says of the place: what is in a document is in plans, in
 * etcd and in its history. An object that is a key as a whole (JWK) is one finding.
 */
export function findPrivateKeys(value: JsonValue, pointer = ''): SchemaFinding[] {
  if (!holdsPrivateKey(value)) return []
  const members = Array.isArray(value)
    ? [...value.entries()]
    : isJsonObject(value)
      ? Object.entries(value)
      : []
  const inside = members.flatMap(([name, member]) =>
    findPrivateKeys(member as JsonValue, appendPointer(pointer, name)),
  )
  return inside.length > 0 ? inside : [privateKeyFinding(pointer)]
}

function privateKeyFinding(pointer: string): SchemaFinding {
  return {
    code: 'literal-secret',
    pointer,
    schemaPointer: '',
    message: `${nameOf(pointer)} holds a private key (not shown)`,
    help: "write secret('name') where a secret belongs, or the recipient (age1…) that `appia keygen` or `age-keygen -y` prints; make a new key, since whoever reads this file has the old one",
  }
}
