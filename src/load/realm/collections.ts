import type { CollectionAnswer } from '../answer.ts'
import type { Authored } from './documents.ts'
import { originIn, originOfObject } from './tracking/shadows.ts'

/** The collections of a workspace; what they hold stands in files that are read outside. */
export function collectionsOf({ collections }: Authored): CollectionAnswer[] {
  const authoredCollections = Array.isArray(collections) ? (collections as Authored[]) : []
  return authoredCollections.map((collection) => {
    const [prefix = '', component = '', schema = '', file = ''] = [
      'prefix',
      'component',
      'schema',
      'file',
    ].map((name) => String(collection[name] ?? ''))
    return { prefix, component, schema, file, site: siteOf(collection) }
  })
}

function siteOf(collection: Authored): number {
  const origin = originIn(collection, 'prefix') ?? originOfObject(collection)
  return typeof origin === 'object' ? origin.site : (origin ?? 0)
}
