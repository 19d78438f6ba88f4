import { configKey, sha256 } from '../../model/index.ts'
import { isIdentifier, reservedWords } from '../modules/identifiers.ts'

/** What a document is called in a workspace. */
export interface DocumentName {
  readonly key: string
  /** Of the component and its schema. */
  readonly name: string
  /** Of the module, `configs/search-weights.ts`. */
  readonly module: string
  /** Of what the module exports. */
  readonly variable: string
}

/** Names that are in use, in lower case: many file systems know no other. */
export interface TakenNames {
  readonly names: Iterable<string>
  readonly modules: Iterable<string>
  readonly variables: Iterable<string>
}

/**
 * A name for each key: that of the component where the key is one's own, else what the keys do not have in common. A name
 * that another has already, or has but for its case, gets a mark that depends on the key alone.
 */
export function nameDocuments(keys: readonly string[], taken: TakenNames): DocumentName[] {
  const names = new Set([...taken.names].map((each) => each.toLowerCase()))
  const modules = new Set(['index', ...taken.modules].map((each) => each.toLowerCase()))
  const variables = new Set(taken.variables)
  const shared = sharedSegments(keys)
  return keys.map((key) => {
    const name = claim(
      names,
      componentOf(key) ?? (slug(segmentsOf(key).slice(shared).join('-')) || 'config'),
      key,
    )
    const module = claim(modules, fileName(slug(name)), key)
    const variable = claim(variables, variableName(module), key, '')
    return { key, name, module: `configs/${module}.ts`, variable }
  })
}

/** `/config/api/json` → `api` */
function componentOf(key: string): string | undefined {
  const name = key.split('/')[2] ?? ''
  return name !== '' && configKey(name) === key && slug(name) !== '' ? name : undefined
}

/** `/services/search/json` → `['services', 'search']`: the last segment says no more than what it is. */
function segmentsOf(key: string): string[] {
  const segments = key.split('/').filter((segment) => segment !== '')
  return segments.length > 1 && /^(json|config|yaml|toml|text)$/.test(segments.at(-1) ?? '')
    ? segments.slice(0, -1)
    : segments
}

/** How many segments all keys begin with, short of a whole key; of a single key, all but the last two. */
function sharedSegments(keys: readonly string[]): number {
  const all = keys.map(segmentsOf)
  const [first = []] = all
  const most = Math.min(first.length, ...all.map(({ length }) => length)) - 1
  const differing = first.findIndex((segment, index) => all.some((each) => each[index] !== segment))
  if (keys.length === 1) return Math.max(0, most - 1)
  return Math.max(0, differing < 0 ? most : Math.min(most, differing))
}

/** Letters, digits, dots and dashes of a name: what a file can be called anywhere. */
function slug(name: string): string {
  return name
    .replace(/[^\p{L}\p{N}._-]+/gu, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, 80)
}

/** Windows has devices of these names, and `.d.ts` and `.test` endings mean something else. */
function fileName(name: string): string {
  const flat = name.replaceAll('.', '-') || 'config'
  return /^(con|prn|aux|nul|com\d|lpt\d)$/i.test(flat) ? `${flat}-config` : flat
}

/** `search-weights` → `searchWeights`; one that TypeScript or Appia has a use for gets an ending. */
export function variableName(module: string): string {
  const [first = '', ...rest] = module.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')
  const joined =
    first.charAt(0).toLowerCase() +
    first.slice(1) +
    rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
  if (reservedWords.has(joined)) return `${joined}Config`
  return isIdentifier(joined) ? joined : `config${joined.charAt(0).toUpperCase()}${joined.slice(1)}`
}

function claim(taken: Set<string>, wanted: string, key: string, dash = '-'): string {
  const isTaken = (name: string) => taken.has(name) || taken.has(name.toLowerCase())
  const free = isTaken(wanted) ? `${wanted}${dash}${sha256(key).slice(0, 6)}` : wanted
  taken.add(dash === '' ? free : free.toLowerCase())
  return free
}
