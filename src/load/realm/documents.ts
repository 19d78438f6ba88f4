import { configKey, configPrefix, type Environment } from '../../model/index.ts'
import { siteOfHolder } from './problems.ts'
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
  /** True for a component's own document, false for what lies under a key of its own. */
  readonly isComponent: boolean
  readonly value: unknown
  readonly origin: Origin
  /** The site of what declares it; 0: not known. */
  readonly madeAt: number
}

/** The environments of a workspace, in the author's order. */
export function environmentsOf(workspace: Authored): Environment[] {
  return Object.entries(objectIn(workspace, 'environments')).map(([name, input]) => {
    const { endpoints, prefix: authoredPrefix, protected: isProtected, signers, readable } = input as Authored
    const prefix = typeof authoredPrefix === 'string' ? authoredPrefix : ''
    return {
      name,
      store: Array.isArray(endpoints) ? 'etcd' : 'embedded',
      endpoints: Array.isArray(endpoints) ? endpoints.map(String) : [],
      prefix,
      isProtected: isProtected === true,
      signers: textsIn(signers) ?? [],
      readable: textsIn(readable) ?? managedPrefixesOf(workspace).map((managed) => `${prefix}${managed}`),
    }
  })
}

function textsIn(value: unknown): string[] | undefined {
  return Array.isArray(value) ? value.map(String) : undefined
}

/** All documents of all environments; what does not differ between them is the same object. */
export function documentsOf(workspace: Authored): Found[] {
  const shared = sharedDocuments(workspace)
  return Object.keys(objectIn(workspace, 'environments')).flatMap((environment) =>
    [...componentDocuments(workspace, environment), ...shared].map((document) => ({
      ...document,
      environment,
    })),
  )
}

type Unplaced = Omit<Found, 'environment'>

function componentDocuments(workspace: Authored, environment: string): Unplaced[] {
  const differing = objectIn(objectIn(workspace, 'environments'), environment)
  const components = { ...objectIn(workspace, 'components'), ...objectIn(differing, 'components') }
  const documents = Object.values(components).map((each) => componentDocument(each as Authored))
  for (const [node, each] of Object.entries(objectIn(differing, 'nodes'))) {
    const list = Array.isArray(each) ? (each as Authored[]) : [each as Authored]
    documents.push(...list.map((one) => componentDocument(one, node)))
  }
  return documents
}

function componentDocument(component: Authored, node?: string): Unplaced {
  const name = String(component.name)
  return {
    key: configKey(name, node),
    component: name,
    ...(node !== undefined && { node }),
    schema: name,
    isComponent: true,
    value: component.value,
    origin: originIn(component, 'value'),
    madeAt: siteOfHolder(component),
  }
}

function sharedDocuments({ rotation, entries }: Authored): Unplaced[] {
  const unplaced: Unplaced[] = []
  if (isObject(rotation)) {
    const { key, component, schema } = rotationDocument
    unplaced.push({
      key,
      component,
      schema,
      isComponent: false,
      value: without(rotation, ['kind']),
      origin: undefined,
      madeAt: siteOfHolder(rotation),
    })
  }
  for (const entry of Array.isArray(entries) ? (entries as Authored[]) : []) {
    const { key, component, schema, value } = entry as unknown as Unplaced
    unplaced.push({
      key,
      component,
      schema,
      isComponent: false,
      value,
      origin: originIn(entry, 'value'),
      madeAt: siteOfHolder(entry),
    })
  }
  return unplaced
}

const rotationDocument = { key: configKey('rotation'), component: 'rotation', schema: 'rotation' }

/** What the workspace manages: every component's documents unless it says otherwise. */
export function managedPrefixesOf({ managedPrefixes }: Authored): string[] {
  return (managedPrefixes as string[] | undefined) ?? [configPrefix('')] // its shape was checked
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
