import { nearest } from '../../model/index.ts'

/** Where a reference leads: a file of `schemas/`, and '' or `/$defs/…` in it. */
export interface ReferenceTarget {
  readonly file: string
  readonly at: string
}

/** Why it leads nowhere. */
export interface BrokenReference {
  readonly reason: string
  readonly help: string
}

/**
 * Where `reference`, which stands in `from`, leads. Only what is among `files` is found: no address is fetched, and no
 * path leads out of the folder.
 */
export function resolveReference(
  reference: string,
  from: string,
  files: ReadonlyMap<string, unknown>,
): ReferenceTarget | BrokenReference {
  const [path = '', fragment = ''] = splitOnce(reference, '#')
  const file = path === '' ? from : fileOf(path, from, files)
  if (typeof file !== 'string') return file
  const at = decoded(fragment)
  if (at === '' || at?.startsWith('/$defs/')) return { file, at }
  return {
    reason: 'which is not an entry of $defs',
    help: `use "${path}#/$defs/<name>", or "${path}" for all of it`,
  }
}

function fileOf(path: string, from: string, files: ReadonlyMap<string, unknown>): string | BrokenReference {
  if (/^([a-z][a-z0-9+.-]*:|\/\/)/i.test(path)) {
    return {
      reason: 'which is an address: nothing is fetched',
      help: 'put it into a file of schemas/parts/ and refer to that by its path',
    }
  }
  const wanted = decoded(path)
  const file = wanted === undefined ? undefined : joined(from, wanted)
  if (file === undefined) {
    return {
      reason: 'which leads out of schemas/',
      help: 'refer to files of schemas/ alone, by their path from this one',
    }
  }
  if (files.has(file)) return file
  const others = [...files.keys()].filter((each) => each !== from)
  const nearestFile = nearest(file, others)
  const help =
    nearestFile === undefined
      ? `write ${file}, or name one of the files that are there`
      : `did you mean ${relativePath(from, nearestFile)}?`
  return { reason: `but ${file} is not there`, help }
}

/** The path that `path` is, seen from the folder of `from`; undefined where it leaves the first folder of that. */
function joined(from: string, path: string): string | undefined {
  if (path.startsWith('/') || /[\\?\0]/.test(path)) return undefined
  const segments = from.split('/').slice(0, -1)
  const outermost = Math.min(segments.length, 1)
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue
    if (segment !== '..') segments.push(segment)
    else if (segments.length > outermost) segments.pop()
    else return undefined
  }
  return segments.join('/')
}

/** `schemas/parts/tls.schema.json`, seen from `schemas/sniffer.schema.json`: `parts/tls.schema.json` */
function relativePath(from: string, to: string): string {
  const [here, there] = [from.split('/').slice(0, -1), to.split('/')]
  while (here.length > 0 && here[0] === there[0]) {
    here.shift()
    there.shift()
  }
  return [...here.map(() => '..'), ...there].join('/')
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator)
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
