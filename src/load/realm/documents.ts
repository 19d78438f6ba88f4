import { configKey, configPrefix, type DocumentFormat, type Environment, nodeKey } from '../../model/index.ts'
import type { EnvironmentAnswer } from '../answer.ts'
import { handoverOf } from './handover.ts'
import { siteOfHolder } from './problems.ts'
import { secretSourcesOf } from './secret-sources.ts'
import type { Origin } from './tracking/origin.ts'
import { originIn, setShadow, shadowOf } from './tracking/shadows.ts'

/** What a workspace's default export holds, as far as it is looked at here; everything is checked before use. */
export type Authored = Readonly<Record<string, unknown>>

/** A document before it is encoded. */
export interface Found {
  readonly key: string
  readonly environment: string
  readonly component: string
  readonly node?: string
  readonly schema: string
  readonly format?: DocumentFormat
  /** As the author gave it; checked, and part of the format from then on. */
  readonly layout?: unknown
  /** True for a component's own document, false for what lies under a key of its own. */
  readonly isComponent: boolean
  readonly value: unknown
  readonly origin: Origin
  /** The site of what declares it; 0: not known. */
  readonly madeAt: number
}

/** The environments of a workspace, in the author's order. */
export function environmentsOf(workspace: Authored): EnvironmentAnswer[] {
  return Object.entries(objectIn(workspace, 'environments')).map(([name, input]) => {
    const { endpoints, prefix: authoredPrefix, protected: isProtected, signers, readable } = input as Authored
    const secrets = secretSourcesOf((input as Authored).secrets)
    const { recipients, wave } = input as Authored
    const keepApplies = (input as Authored).keepApplies ?? workspace.keepApplies
    const prefix = typeof authoredPrefix === 'string' ? authoredPrefix : ''
    return {
      name,
      workspace: String(workspace.name),
      store: Array.isArray(endpoints) ? 'etcd' : 'embedded',
      endpoints: Array.isArray(endpoints) ? endpoints.map(String) : [],
      prefix,
      isProtected: isProtected === true,
      signers: textsIn(signers) ?? [],
      readable: textsIn(readable) ?? managedPrefixesOf(workspace).map((managed) => `${prefix}${managed}`),
      ...(typeof keepApplies === 'number' && { keepApplies }),
      ...(typeof wave === 'number' && { wave }),
      ...handoverOf(workspace, input as Authored, prefix),
      ...(secrets && { secrets }),
      ...(recipients !== undefined && { recipients: { ...(recipients as Environment['recipients']) } }), // checked
    }
  })
}

function textsIn(value: unknown): string[] | undefined {
  return Array.isArray(value) ? value.map(String) : undefined
}

/** All documents of all environments; what does not differ between them is the same object. */
export function documentsOf(workspace: Authored): Found[] {
  const rotation = rotationDocuments(workspace)
  return Object.keys(objectIn(workspace, 'environments')).flatMap((environment) =>
    [
      ...componentDocuments(workspace, environment),
      ...rotation,
      ...entryDocuments(workspace, environment),
    ].map((document) => ({ ...document, environment })),
  )
}

type Unplaced = Omit<Found, 'environment'>

function componentDocuments(workspace: Authored, environment: string): Unplaced[] {
  const differing = objectIn(objectIn(workspace, 'environments'), environment)
  const components = { ...objectIn(workspace, 'components'), ...objectIn(differing, 'components') }
  const rule = keyRule(workspace)
  const documents = Object.values(components)
    .filter((each) => !isRemoved(each))
    .map((each) => componentDocument(each as Authored, rule))
  for (const [node, each] of Object.entries(objectIn(differing, 'nodes'))) {
    const list = Array.isArray(each) ? (each as Authored[]) : [each as Authored]
    documents.push(...list.map((one) => componentDocument(one, rule, node)))
  }
  return documents
}

/** Where the documents of components lie that name no key of their own. */
type KeyRule = (component: string, node?: string) => string

function keyRule({ keys }: Authored): KeyRule {
  return typeof keys === 'function' ? (keys as KeyRule) : configKey
}

function componentDocument(component: Authored, rule: KeyRule, node?: string): Unplaced {
  const name = String(component.name)
  return {
    key: keyOf(component, rule, node),
    component: name,
    ...(node !== undefined && { node }),
    schema: (component.schema as string | undefined) ?? name,
    ...formatOf(component),
    isComponent: component.schema === undefined || component.schema === name,
    value: component.value,
    origin: originIn(component, 'value'),
    madeAt: siteOfHolder(component),
  }
}

function keyOf(component: Authored, rule: KeyRule, node?: string): string {
  const name = String(component.name)
  const own = component.key as string | undefined // its shape is checked before it is used
  const shared = own ?? rule(name)
  if (node === undefined) return shared
  const ofNode = own ?? rule(name, node)
  // A rule that does not ask for the node says the same for all.
  return ofNode === shared && typeof shared === 'string' ? nodeKey(shared, node) : ofNode
}

function rotationDocuments({ rotation }: Authored): Unplaced[] {
  if (!isObject(rotation)) return []
  return [
    {
      ...{ key: configKey('rotation'), component: 'rotation', schema: 'rotation' },
      ...{ isComponent: false, value: without(rotation, ['kind']) },
      ...{ origin: undefined, madeAt: siteOfHolder(rotation) },
    },
  ]
}

/** Those of the workspace; where an environment has one of the same key, that one. */
function entryDocuments(workspace: Authored, environment: string): Unplaced[] {
  const own = listIn(objectIn(objectIn(workspace, 'environments'), environment), 'entries')
  const ownKeys = new Set(own.map(({ key }) => key))
  const shared = listIn(workspace, 'entries').filter(({ key }) => !ownKeys.has(key))
  return [...shared, ...own].map((entry) => {
    const { key, component, schema, value } = entry as unknown as Unplaced
    return {
      ...{ key, component, schema, ...formatOf(entry), isComponent: false, value },
      ...{ origin: originIn(entry, 'value'), madeAt: siteOfHolder(entry) },
    }
  })
}

/** `pretty` is a way to write JSON, and a format of its own from here on. */
function formatOf({ format = 'json', layout }: Authored): Pick<Unplaced, 'format' | 'layout'> {
  const given = layout === undefined ? {} : { layout }
  if (format === 'json') return layout === 'pretty' ? { ...given, format: 'pretty-json' } : given
  return { ...given, format: format as DocumentFormat } // its shape is checked before it is used
}

/**
 * What the workspace manages: unless it says otherwise, the folders that its documents lie in. A document that lies in
 * none is managed alone.
 */
export function managedPrefixesOf(workspace: Authored): string[] {
  const { managedPrefixes, collections } = workspace
  if (managedPrefixes !== undefined) return managedPrefixes as string[] // its shape was checked
  const keys = documentsOf(workspace).map(({ key }) => key)
  const published = (Array.isArray(collections) ? (collections as Authored[]) : []).map(({ prefix }) =>
    String(prefix),
  )
  const config = configPrefix('')
  const others = [...keys, ...published].filter((key) => !key.startsWith(config))
  const isConfigUsed = keys.length + published.length > others.length
  const folders = [...(isConfigUsed || others.length === 0 ? [config] : []), ...others.map(folderOf)]
  return [...new Set(folders)]
    .filter((each) => !folders.some((other) => other !== each && each.startsWith(other)))
    .sort()
}

/** `/services/search/weights` → `/services/search/`; `/weights` is its own. */
function folderOf(key: string): string {
  const end = key.lastIndexOf('/')
  return end > 0 ? key.slice(0, end + 1) : key
}

/** True for `remove`, which stands in the place of what an environment does not have. */
function isRemoved(value: unknown): boolean {
  return isObject(value) && value.kind === 'remove'
}

function listIn(holder: Authored, name: string): readonly Authored[] {
  const value = holder[name]
  return Array.isArray(value) ? (value as Authored[]) : []
}

/** A copy without some members that keeps what is known of the others. */
function without(holder: Authored, names: readonly string[]): Authored {
  const copy = { ...holder }
  const shadow = shadowOf(holder)
  if (shadow !== undefined) setShadow(copy, shadow)
  for (const name of names) Reflect.deleteProperty(copy, name)
  return copy
}

function objectIn(holder: Authored, name: string): Authored {
  const value = holder[name]
  return isObject(value) ? value : {}
}

function isObject(value: unknown): value is Authored {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
