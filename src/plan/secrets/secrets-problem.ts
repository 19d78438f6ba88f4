import { type After, type DocumentSecret, isSecretReference, valueAt } from '../../model/index.ts'
import { type Placing, placesOf } from './place-secrets.ts'

/** What does not hold together in what a plan file says of the secrets of a document; undefined where all does. */
export function secretsProblem({ value, secrets = [] }: After): string | undefined {
  const pointers = secrets.map(({ pointer }) => pointer)
  if (new Set(pointers).size < pointers.length) return 'a secret is told of twice'
  if (!secrets.every((secret) => isReferredTo(secret, value)))
    return 'it tells of a secret that the document does not refer to'
  const unwritten = secrets.find(({ source, as }) => source.from !== 'live' && as === undefined)
  return unwritten && `it does not say how secret(${JSON.stringify(unwritten.name)}) is written`
}

/** The same of the places of secrets that stay, in what is live; absent: the key is not there. */
export function placesProblem(
  { value, secrets = [] }: After,
  live: Omit<Placing, 'wanted'> | undefined,
): string | undefined {
  if (secrets.length === 0) return undefined
  const places = live && placesOf({ ...live, wanted: { value, secrets } })
  for (const { pointer, name, source, keptFrom } of secrets) {
    if (keptFrom !== undefined && keptFrom !== places?.get(pointer))
      return `what would stay as secret(${JSON.stringify(name)}) is another value`
    if (source.from === 'live' && keptFrom === undefined)
      return `nothing is live that could stay as secret(${JSON.stringify(name)})`
  }
  return undefined
}

function isReferredTo({ pointer, name }: DocumentSecret, value: After['value']): boolean {
  const at = valueAt(value, pointer)
  return isSecretReference(at) && at.$secret === name
}
