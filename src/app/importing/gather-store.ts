import { readPrefix } from '../../apply/index.ts'
import { loadFormats } from '../../formats/index.ts'
import { findEnvironments, guessFormat, mayHoldSecret } from '../../importing/index.ts'
import { isPointerKey, type KeyValue, memberStatusPrefix, seedPrefix, toolRoot } from '../../model/index.ts'
import type { OpenStore } from '../environment/open-store.ts'
import { usageFailure } from '../failure.ts'
import type { FoundText, GatheredTexts, ImportRequest, LeftAlone } from './import-request.ts'

/** Reads everything under a prefix of a store, at one revision. Writes nothing there. */
export async function gatherStore(
  { fromStore: prefix = '', environments: named, texts: said }: ImportRequest,
  { store, environment }: OpenStore,
): Promise<GatheredTexts> {
  const { kvs } = await readPrefix({ store, prefix })
  await loadFormats(['yaml', 'toml'])
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
    const read = textOf(kv, own, said)
    if ('why' in read) leftAlone.push(read)
    else texts.push({ ...read, key: kv.key.slice(own.length), from: kv.key, environment: found.environment })
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

function keyOf(paths: readonly { readonly key: string; readonly path: string }[], path: string): string {
  return paths.find((each) => each.path === path)?.key ?? path
}

function placeOfStore({ store, endpoints, prefix }: OpenStore['environment']): {
  endpoints?: readonly string[]
  prefix: string
} {
  return store === 'embedded' ? { prefix } : { endpoints, prefix }
}

/** A text where that was said; else what the key ends with; else what it looks like. */
function endingFor(key: string, text: string, said: readonly string[]): string {
  if (said.includes(key)) return 'txt'
  const guessed = guessFormat(text)
  return guessed === 'json' ? guessed : (/[./](ya?ml|toml|env|txt)$/.exec(key)?.[1] ?? guessed)
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** A value that can be a document, with the name of a file that would be read as it is; or why it stays where it is. */
function textOf(
  { key, value, lease }: KeyValue,
  environmentPrefix: string,
  said: readonly string[],
): Pick<FoundText, 'file' | 'text'> | LeftAlone {
  const leave = (why: string): LeftAlone => ({ what: key, why })
  const isUnder = (prefix: string) => key.startsWith(prefix)
  if (!isUnder(environmentPrefix)) return leave('outside the prefix of the environment')
  if (isUnder(toolRoot(environmentPrefix))) return leave("Appia's own")
  if (isUnder(seedPrefix(environmentPrefix))) return leave('where encryption keys lie')
  if (isUnder(memberStatusPrefix(environmentPrefix))) return leave('what components report')
  if (isPointerKey(key)) return leave('names a generation of a collection')
  if (lease !== '0') return leave('carries a lease: whoever wrote it keeps it alive')
  try {
    const text = utf8.decode(value)
    const ending = endingFor(key, text, said)
    if (mayHoldSecret(unstructured(ending, text))) return leave('a text in which a secret may stand')
    return { file: `${key}.${ending}`, text }
  } catch {
    return leave('not a text')
  }
}

/** What of a text has no members by whose names secrets are known: all of it, or the comments. */
function unstructured(ending: string, text: string): string {
  if (ending === 'json') return ''
  return ending === 'txt' ? text : [...text.matchAll(/(?:^|\s)#.*$/gm)].join('\n')
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
