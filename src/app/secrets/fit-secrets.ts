import {
  type Diagnostic,
  formatPlace,
  type JsonValue,
  type Provenance,
  withValuesAt,
} from '../../model/index.ts'
import {
  type BrokenKeyword,
  brokenKeywords,
  describeLeaf,
  placeInSchema,
  type Schema,
} from '../../schema/index.ts'
import type { PlacedSecret } from './resolve-secrets.ts'

/** A document that secrets are put into, as the sources have it. */
export interface SecretDocument {
  readonly value: JsonValue
  readonly schema?: Schema
}

/** A secret as its source gave it. */
export interface GivenSecret extends PlacedSecret {
  readonly text: string
}

/** A secret as it is to stand in its document: a number where the schema asks for one. */
export function typedValue({ text, secret }: GivenSecret, schema: Schema | undefined): JsonValue {
  const { types = ['string'] } = schema === undefined ? {} : describeLeaf(schema, secret.pointer)
  const isNumber = !types.includes('string') && types.some((type) => type === 'integer' || type === 'number')
  return isNumber ? (numberIn(text) ?? text) : text
}

/** What of a document's schema its secrets break, said without them. */
export async function unfitSecrets(
  { value, schema }: SecretDocument,
  given: readonly GivenSecret[],
  provenance: Provenance | undefined,
): Promise<Diagnostic[]> {
  if (schema === undefined || given.length === 0) return []
  const values = given.map((each): [string, JsonValue] => [each.secret.pointer, typedValue(each, schema)])
  const broken = await brokenKeywords(schema, withValuesAt(value, new Map(values)))
  return broken.map((each) => unfit(each, { schema, given, provenance }))
}

function unfit(
  broken: BrokenKeyword,
  {
    schema,
    given,
    provenance,
  }: {
    readonly schema: Schema
    readonly given: readonly GivenSecret[]
    readonly provenance: Provenance | undefined
  },
): Diagnostic {
  const { pointer, schemaPointer, keyword, limit } = broken
  const [{ key }] = given as [GivenSecret, ...GivenSecret[]] // there is one, or nothing would be checked
  const meant = given.filter(({ secret }) => `${secret.pointer}/`.startsWith(`${pointer}/`))
  // A rule of one field may ask something of another.
  const what = meant.length > 0 ? namesOf(meant) : `${key}#${pointer}, with ${namesOf(given)} put in,`
  const at = provenance?.get(pointer)?.at
  const rule = formatPlace(placeInSchema(schema, `${schemaPointer}/${keyword}`))
  const demand = limit === undefined ? keyword : `${keyword} ${JSON.stringify(limit)}`
  return {
    code: 'secret-unfit',
    severity: 'error',
    message: `${what} does not suit ${demand} of ${rule}`,
    key,
    pointer,
    ...(at && { at }),
    help: keyword === 'type' ? `${numberHelp}; ${help}` : help,
  }
}

const help = 'put another value where it comes from, or let the schema allow it; nothing was written'
/** A source gives a text: only where a number is asked for can it be of another type. */
const numberHelp =
  'a number is taken as JSON writes it, with nothing around it and no more digits than a double carries'

function namesOf(given: readonly GivenSecret[]): string {
  const names = given.map(({ secret: { name } }) => `secret(${JSON.stringify(name)})`)
  return `${[...new Set(names)].join(', ')} (not shown)`
}

/** Digits that a double carries as they are. */
function numberIn(text: string): number | undefined {
  if (!/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text)) return undefined
  const number = Number(text)
  if (!Number.isFinite(number) || shortest(text) !== shortest(String(number))) return undefined
  return /^-?\d+$/.test(text) && !Number.isSafeInteger(number) ? undefined : number
}

/** `-1.50e3` → `-15e2`: one text for each number. */
function shortest(text: string): string {
  const [mantissa = '', exponent = '0'] = text.toLowerCase().split('e')
  const [whole = '', fraction = ''] = mantissa.split('.')
  const digits = (whole + fraction).replace(/^(-?)0+/, '$1')
  const significant = digits.replace(/0+$/, '')
  const power = Number(exponent) - fraction.length + digits.length - significant.length
  return /\d/.test(significant) ? `${significant}e${power}` : '0'
}
