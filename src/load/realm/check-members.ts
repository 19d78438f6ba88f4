import { isKeyName, parseKeyPart } from '../../model/index.ts'
import type { Problem } from '../answer.ts'
import type { Authored } from './documents.ts'
import { problemAt } from './problems.ts'
import { isSecretSource } from './secret-sources.ts'
import { slotOf } from './tracking/shadows.ts'

/** Whether a member is what it should be; in words what that is. */
interface Shape {
  readonly words: string
  readonly fits: (value: unknown) => boolean
}

const texts: Shape = {
  words: 'a list of texts',
  fits: (value) => Array.isArray(value) && value.every((each) => typeof each === 'string'),
}
const moves: Shape = {
  words:
    "a list of { from, to }, of two keys, two names of components, or two elements like '/config/a/json#/pools/main'",
  fits: (value) => Array.isArray(value) && value.every(isMove),
}
const keyRules: Shape = {
  words: "a list of keys, which begin with '/'",
  fits: (value) => texts.fits(value) && (value as string[]).every(isKeyName),
}
const ignored: Shape = {
  words: "a list of keys, or parts of keys like '/config/a/json#/b'",
  fits: (value) => texts.fits(value) && (value as string[]).every(isIgnorable),
}
const nodes: Shape = {
  words: 'an object of component()s by node, or of lists of them',
  fits: (value) =>
    isObject(value) &&
    Object.values(value).every((each) => (Array.isArray(each) ? each : [each]).every(isNamedComponent)),
}

/** What a workspace may have besides its name, components and environments, which are looked at one by one. */
const workspaceShapes: { readonly [member: string]: Shape } = {
  keys: { words: 'a function', fits: (value) => typeof value === 'function' },
  channels: { words: 'an object of channel()s', fits: (value) => isObjectOf(value, 'channel') },
  rotation: { words: 'a rotation()', fits: (value) => isKind(value, 'rotation') },
  entries: listOf('entry'),
  collections: listOf('collection'),
  layouts: listOf('layout'),
  invariants: listOf('invariant'),
  waivers: { words: 'a list of what waive() makes', fits: (value) => isListOf(value, 'waiver') },
  ignoreChanges: ignored,
  forget: keyRules,
  moved: moves,
  managedPrefixes: texts,
  languages: texts,
}

const environmentShapes: { readonly [member: string]: Shape } = {
  store: { words: "'embedded'", fits: (value) => value === 'embedded' },
  endpoints: texts,
  prefix: { words: 'a text', fits: (value) => typeof value === 'string' },
  protected: { words: 'true or false', fits: (value) => typeof value === 'boolean' },
  signers: texts,
  readable: texts,
  secrets: {
    words: 'kept(), fromEnv(), fromFile() or fromCommand(), or an object of them by the names of secrets',
    fits: (value) =>
      isSecretSource(value) ||
      (isObject(value) && Object.values(value).every((each) => isSecretSource(each))),
  },
  recipients: {
    words: 'an object of texts, one a member: component@node',
    fits: (value) => isObject(value) && Object.values(value).every((each) => typeof each === 'string'),
  },
  components: {
    words: 'an object of component()s, or of remove',
    fits: (value) =>
      isObject(value) &&
      Object.values(value).every((each) => isNamedComponent(each) || isKind(each, 'remove')),
  },
  entries: listOf('entry'),
  forget: keyRules,
  ignoreChanges: ignored,
  moved: moves,
  nodes,
}

/** What of a workspace is not what it should be: passed over without a word, its keys would be deleted. */
export function problemsOfWorkspaceMembers(workspace: Authored): Problem[] {
  return misshapen(workspace, workspaceShapes, '')
}

/** The same of an environment: what it was to close would be left open. */
export function problemsOfEnvironmentMembers(environment: Authored, name: string): Problem[] {
  return misshapen(environment, environmentShapes, `environments.${name}.`)
}

function misshapen(
  holder: Authored,
  shapes: { readonly [member: string]: Shape },
  around: string,
): Problem[] {
  return Object.keys(shapes).flatMap((member) => {
    const { words, fits } = shapes[member] as Shape
    const value = holder[member]
    if (value === undefined || fits(value)) return []
    const message = `${around}${member} is not ${words}`
    return [problemAt(slotOf(holder, member)?.name ?? 0, { code: 'not-a-workspace', message })]
  })
}

/** A prefix has no part, and `#` without a pointer is a slip. */
function isIgnorable(text: string): boolean {
  const { key, pointer } = parseKeyPart(text)
  return isKeyName(key) && !key.includes('#') && (pointer === undefined || !key.endsWith('/'))
}

function isMove(value: unknown): boolean {
  if (!isObject(value) || Object.keys(value).some((name) => name !== 'from' && name !== 'to')) return false
  const { from, to } = value
  if (typeof from !== 'string' || typeof to !== 'string' || from === '' || to === '') return false
  const parts = [from, to].map(parseKeyPart)
  const [isPart, ...others] = parts.map(({ pointer }) => pointer !== undefined)
  const isWhole = parts.every(({ key }) => key !== '' && !key.endsWith('#'))
  return isKeyName(from) === isKeyName(to) && isWhole && others.every((each) => each === isPart)
}

function listOf(kind: string): Shape {
  return { words: `a list of ${kind}()s`, fits: (value) => isListOf(value, kind) }
}

function isListOf(value: unknown, kind: string): boolean {
  return Array.isArray(value) && value.every((each) => isKind(each, kind))
}

function isObjectOf(value: unknown, kind: string): boolean {
  return isObject(value) && Object.values(value).every((each) => isKind(each, kind))
}

/** True for what `component()` makes. */
export function isNamedComponent(value: unknown): value is Authored {
  return isKind(value, 'component') && typeof value.name === 'string' && value.name !== ''
}

/** True for what a function of the authoring language has made. */
export function isKind(value: unknown, kind: string): value is Authored {
  return isObject(value) && value.kind === kind
}

/** True for an object that is not a list. */
export function isObject(value: unknown): value is Authored {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
