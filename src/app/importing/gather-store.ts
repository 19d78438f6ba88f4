import { readPrefix } from '../../apply/index.ts'
import { findEnvironments, mayHoldSecret } from '../../importing/index.ts'
import { isPointerKey, type KeyValue, memberStatusPrefix, seedPrefix, toolKeys } from '../../model/index.ts'
import type { OpenStore } from '../environment/open-store.ts'
import { usageFailure } from '../failure.ts'
import type { FoundText, GatheredTexts, ImportRequest, LeftAlone } from './import-request.ts'

/** Reads everything under a prefix of a store, at one revision. Writes nothing there. */
export async function gatherStore(
  { fromStore: prefix = '', environments: named }: ImportRequest,
  { store, environment }: OpenStore,
): Promise<GatheredTexts> {
  const { kvs } = await readPrefix({ store, prefix })
  const paths = kvs.map(({ key }) => ({ key, path: key.slice(prefix.length).replace(/^\//, '') }))
  const { environments, placed, others } = findEnvironments(
    paths.map(({ path }) => path),
    named,
  )
  const byPath = new Map(placed.map((each) => [each.path, each]))
  const leftAlone: LeftAlone[] = others.map((path) => ({
    what: keyOf(paths, path),
    why: 'beside the prefixes of environments',
  }))
  const texts: FoundText[] = []
  for (const [index, kv] of kvs.entries()) {
    const found = byPath.get(paths[index]?.path ?? '')
    if (found === undefined) continue
    const own =
      environments.length === 0 ? environment.prefix : kv.key.slice(0, kv.key.length - found.rest.length - 1)
    const read = textOf(kv, own)
    if (typeof read === 'string')
      texts.push({ ...placeOf(kv.key, own, read), environment: found.environment, text: read })
    else leftAlone.push(read)
  }
  if (texts.length === 0) throw nothingThere(prefix, { store: store.name, leftAlone })
  return {
    texts,
    environments:
      environments.length === 0
        ? [{ ...placeOfStore(environment), name: '', called: environment.name }]
        : environments.map((name) => {
            const first = texts.find((each) => each.environment === name)
            return {
              ...placeOfStore(environment),
              name,
              prefix: first === undefined ? '' : first.from.slice(0, -first.key.length),
            }
          }),
    leftAlone,
    diagnostics: [],
  }
}

function placeOf(
  key: string,
  environmentPrefix: string,
  text: string,
): Pick<FoundText, 'key' | 'from' | 'file'> {
  return { key: key.slice(environmentPrefix.length), from: key, file: `${key}.${endingFor(key, text)}` }
}

function keyOf(paths: readonly { readonly key: string; readonly path: string }[], path: string): string {
  return paths.find((each) => each.path === path)?.key ?? path
}

function placeOfStore({ store, endpoints, prefix }: OpenStore['environment']): {
  endpoints?: readonly string[]
  prefix: string
} {
  return store === 'embedded' ? { prefix } : { endpoints, prefix }
}

/** JSON where it is any; else what the key says; else a text. */
function endingFor(key: string, text: string): string {
  if (isJson(text)) return 'json'
  const [, said = ''] = /[./](ya?ml|toml|env)$/.exec(key) ?? []
  return said === '' ? 'txt' : said
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The text of a value that can be a document, or why it stays where it is. */
function textOf({ key, value, lease }: KeyValue, environmentPrefix: string): string | LeftAlone {
  const leave = (why: string): LeftAlone => ({ what: key, why })
  const isUnder = (prefix: string) => key.startsWith(prefix)
  if (!isUnder(environmentPrefix)) return leave('outside the prefix of the environment')
  if (isUnder(toolKeys(environmentPrefix).root)) return leave("Appia's own")
  if (isUnder(seedPrefix(environmentPrefix))) return leave('where encryption keys lie')
  if (isUnder(memberStatusPrefix(environmentPrefix))) return leave('what components report')
  if (isPointerKey(key)) return leave('names a generation of a collection')
  if (lease !== '0') return leave('carries a lease: whoever wrote it keeps it alive')
  try {
    const text = utf8.decode(value)
    return !isJson(text) && mayHoldSecret(text) ? leave('a text in which a secret may stand') : text
  } catch {
    return leave('not a text')
  }
}

function nothingThere(
  prefix: string,
  { store, leftAlone }: { readonly store: string; readonly leftAlone: readonly LeftAlone[] },
): Error {
  const [first] = leftAlone
  const rest =
    first === undefined
      ? 'no key is there'
      : `${first.what} is ${first.why}${leftAlone.length > 1 ? `, and ${leftAlone.length - 1} more` : ''}`
  return usageFailure(
    `nothing to import under ${JSON.stringify(prefix)} of ${store}: ${rest}`,
    'look what is there: etcdctl get --prefix --keys-only /',
  )
}
