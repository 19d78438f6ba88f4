import { formatPlace, type Provenance } from '../../../model/index.ts'
import type { PlacedChange } from './place-changes.ts'

/** A part of a document of one environment. */
export interface DocumentPart {
  readonly environment: string
  /** Without the environment's prefix. */
  readonly key: string
  readonly component: string
  readonly node?: string
  readonly pointer: string
}

/** The documents of one environment, by key without its prefix. */
export interface EnvironmentSources {
  readonly environment: string
  readonly documents: ReadonlyMap<string, SourceDocument>
}

/** A document and where its values come from. */
interface SourceDocument extends Pick<DocumentPart, 'component' | 'node'> {
  readonly provenance: Provenance
}

/** Which parts come from a place, by `siteOf`. */
export type SourceUsers = ReadonlyMap<string, readonly DocumentPart[]>

/** All that comes from each place of the sources. */
export function sourceUsers(environments: readonly EnvironmentSources[]): SourceUsers {
  const users = new Map<string, DocumentPart[]>()
  const add = (site: string, part: DocumentPart): void => {
    const known = users.get(site)
    if (known === undefined) users.set(site, [part])
    else known.push(part)
  }
  for (const { environment, documents } of environments)
    for (const [key, { provenance, ...document }] of documents)
      for (const [pointer, { kind, at, key: name }] of provenance) {
        const part = { environment, key, ...document, pointer }
        if (kind === 'exact') add(`value ${formatPlace(at)}`, part)
        if (kind === 'computed') add(`call ${formatPlace(at)} ${pointer}`, part)
        if (name !== undefined) add(`name ${formatPlace(name)}`, part)
      }
  return users
}

/** The place that a change is made at; what else comes from there changes with it. */
export function siteOf({ edit, pointer, isName, call }: PlacedChange): string {
  const place = formatPlace(edit.at)
  if (call !== undefined) return `call ${formatPlace(call)} ${pointer}`
  if (edit.kind === 'patch') return `call ${place} ${pointer}`
  return `${isName ? 'name' : 'value'} ${place}`
}
