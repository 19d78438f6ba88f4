import {
  type After,
  canonicalJson,
  type DocumentSecret,
  isSecretReference,
  valueAt,
} from '../../model/index.ts'
import { appliedAt, type Placing, placesOf, sealedBefore } from './place-secrets.ts'

/** What does not hold together in what a plan file says of the secrets of a document; undefined where all does. */
export function secretsProblem({ value, secrets = [] }: After): string | undefined {
  const pointers = secrets.map(({ pointer }) => pointer)
  if (new Set(pointers).size < pointers.length) return 'a secret is told of twice'
  if (!secrets.every((secret) => isReferredTo(secret, value)))
    return 'it tells of a secret that the document does not refer to'
  const unwritten = secrets.find(({ source, as }) => source.from !== 'live' && as === undefined)
  if (unwritten !== undefined)
    return `it does not say how secret(${JSON.stringify(unwritten.name)}) is written`
  const unopened = secrets.find(({ as, recipients }) => (as === 'sealed') !== (recipients !== undefined))
  return unopened && `it does not say who opens secret(${JSON.stringify(unopened.name)})`
}

/** The same of the places of secrets that stay, in what is live; absent: the key is not there. */
export function placesProblem(
  { value, secrets = [] }: After,
  live: Omit<Placing, 'wanted'> | undefined,
): string | undefined {
  if (secrets.length === 0) return undefined
  const places = live && placesOf({ ...live, wanted: { value, secrets } })
  for (const secret of secrets) {
    const { pointer, name, source, keptFrom } = secret
    if (!isTruthfullySealed(secret, places?.get(pointer), live))
      return `it does not say truly for whom secret(${JSON.stringify(name)}) is sealed by now`
    if (keptFrom !== undefined && keptFrom !== places?.get(pointer))
      return `what would stay as secret(${JSON.stringify(name)}) is another value`
    if (source.from === 'live' && keptFrom === undefined)
      return `nothing is live that could stay as secret(${JSON.stringify(name)})`
  }
  return undefined
}

/** What is said of those who could open it until now is what the last apply recorded. */
function isTruthfullySealed(
  { as, keptFrom, recipients, recipientsBefore }: DocumentSecret,
  place: string | undefined,
  live: Omit<Placing, 'wanted'> | undefined,
): boolean {
  if (as !== 'sealed') return recipientsBefore === undefined
  const present = place === undefined || live === undefined ? undefined : appliedAt(place, live)
  const said = keptFrom === undefined ? recipientsBefore : recipients
  return canonicalJson({ ...said }) === canonicalJson({ ...sealedBefore(present).recipientsBefore })
}

function isReferredTo({ pointer, name }: DocumentSecret, value: After['value']): boolean {
  const at = valueAt(value, pointer)
  return isSecretReference(at) && at.$secret === name
}
