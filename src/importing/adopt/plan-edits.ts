import { formatPlace, type JsonValue, type Origin, type Provenance } from '../../model/index.ts'
import type { KeysAt } from '../../plan/index.ts'
import { type DocumentChange, documentChanges } from './changes/document-changes.ts'
import { type PlacedChange, placeChange } from './changes/place-changes.ts'
import { type DocumentPart, type EnvironmentSources, siteOf, sourceUsers } from './changes/source-users.ts'
import { type PatchEntry, patchEntry, pathText } from './patch-path.ts'
import type { SourceEdit } from './source-edit.ts'
import type { EnvironmentPatch } from './text/edit-environment.ts'

/** A document that is to become another one. */
interface AdoptedDocument {
  /** Without the environment's prefix. */
  readonly key: string
  readonly component: string
  readonly node?: string
  readonly from: JsonValue
  readonly to: JsonValue
  readonly keysAt: KeysAt
}

/** What is to be adopted in one environment, and where everything comes from. */
export interface EditInput {
  readonly environment: string
  readonly documents: readonly AdoptedDocument[]
  /** Of all environments. */
  readonly sources: readonly EnvironmentSources[]
  /** What others have of a literal changes with it. */
  readonly isShared: boolean
}

/** The edits that make it so, and what stands against it. */
export interface PlannedEdits {
  readonly edits: readonly SourceEdit[]
  /** What becomes this environment's own. */
  readonly patches: readonly EnvironmentPatch[]
  /** What there is to say where that does not come out right. */
  readonly otherwise: readonly EditProblem[]
  readonly problems: readonly EditProblem[]
}

/** Why a part cannot be adopted. */
export interface EditProblem extends DocumentPart {
  readonly problem: string
  readonly kind: 'computed' | 'shared' | 'contradiction'
  readonly origin?: Origin
  /** What else comes from the same place. */
  readonly others: readonly DocumentPart[]
}

interface Wish extends DocumentPart {
  readonly document: AdoptedDocument
  readonly placed: PlacedChange
  readonly site: string
}

/** Finds the edit for each change: at its literal, or in what only this environment has. */
export function planEdits(input: EditInput): PlannedEdits {
  const own = input.sources.find(({ environment }) => environment === input.environment)
  const problems: EditProblem[] = []
  const wishes = input.documents.flatMap((document): Wish[] => {
    const provenance = own?.documents.get(document.key)?.provenance ?? new Map()
    return changesOf(document, provenance).flatMap((change): Wish[] => {
      const { key, component, node } = document
      const named = { environment: input.environment, key, component, ...(node !== undefined && { node }) }
      const part = { ...named, pointer: change.pointer }
      const placed = overriding(document, placeChange(change, provenance))
      if (!('problem' in placed))
        return [{ ...part, pointer: placed.pointer, document, placed, site: siteOf(placed) }]
      const { problem, origin } = placed
      problems.push({ ...part, problem, kind: 'computed', ...(origin && { origin }), others: [] })
      return []
    })
  })
  const users = sourceUsers(input.sources)
  const edits = new Map<string, { readonly wish: Wish; readonly edit: SourceEdit }>()
  const patches: EnvironmentPatch[] = []
  const otherwise: EditProblem[] = []
  for (const wish of wishes) {
    const others = (users.get(wish.site) ?? []).filter((part) => !isWished(part, wish, wishes))
    if (others.length === 0 || input.isShared) {
      const id = editId(wish)
      const known = edits.get(id)
      if (known === undefined) edits.set(id, { wish, edit: wish.placed.edit })
      else if (!isSame(known.edit, wish.placed.edit)) problems.push(contradiction(wish, known.wish))
    } else if (patchOf(wish).path.length > 0 && others.every((part) => isElsewhere(part, wish))) {
      otherwise.push(shared(wish, others))
      addPatch({ wish, own, users, edits, patches, environment: input.environment })
    } else problems.push(shared(wish, others))
  }
  return {
    edits: [...edits.values()].map(({ edit }) => edit),
    patches: grouped(patches),
    otherwise,
    problems,
  }
}

/** An override knows elements of lists by their identity. */
function overriding(
  document: AdoptedDocument,
  placed: ReturnType<typeof placeChange>,
): ReturnType<typeof placeChange> {
  if ('problem' in placed || placed.edit.kind !== 'patch') return placed
  return { ...placed, edit: { at: placed.edit.at, kind: 'patch', ...patchOf({ document, placed }) } }
}

function changesOf({ from, to, keysAt }: AdoptedDocument, provenance: Provenance): DocumentChange[] {
  return documentChanges(from, to, {
    keysAt,
    isWhole: (pointer) => provenance.get(pointer)?.kind === 'default',
  })
}

/** That part is to be changed in the same way. */
function isWished({ environment, key, pointer }: DocumentPart, wish: Wish, wishes: readonly Wish[]): boolean {
  return wishes.some(
    (each) =>
      each.site === wish.site &&
      each.environment === environment &&
      each.key === key &&
      each.pointer === pointer,
  )
}

/** The same part of the same component in another environment, or of another node than the one that is meant. */
function isElsewhere({ environment, component, node, pointer }: DocumentPart, wish: Wish): boolean {
  const isOther = environment !== wish.environment || (wish.node !== undefined && node !== wish.node)
  return isOther && component === wish.component && pointer === wish.pointer
}

function editId({ site, placed: { edit } }: Wish): string {
  if (edit.kind === 'members') return `${site} members ${[...edit.members.keys()].join()}`
  return edit.kind === 'patch' ? `${site} patch ${pathText(edit.path)}` : `${site} ${edit.kind}`
}

function isSame(a: SourceEdit, b: SourceEdit): boolean {
  const plain = (edit: SourceEdit): string =>
    JSON.stringify(edit, (_, value: unknown) => (value instanceof Map ? [...value] : value))
  return plain(a) === plain(b)
}

interface PatchInput {
  readonly wish: Wish
  readonly own: EnvironmentSources | undefined
  readonly users: ReadonlyMap<string, readonly DocumentPart[]>
  readonly edits: Map<string, { readonly wish: Wish; readonly edit: SourceEdit }>
  readonly patches: EnvironmentPatch[]
  readonly environment: string
}

/** Into the override that the environment has already, or into one of its own. */
function addPatch({ wish, own, users, edits, patches, environment }: PatchInput): void {
  const { document } = wish
  const { path, value } = patchOf(wish)
  const root = own?.documents.get(document.key)?.provenance.get('')
  const rootUsers = root === undefined ? [] : (users.get(`call ${formatPlace(root.at)} `) ?? [])
  const isOwn =
    root?.kind === 'computed' &&
    rootUsers.every((part) => part.environment === environment && part.key === document.key)
  if (!isOwn) {
    const { component, node } = document
    const named = { environment, component, ...(node !== undefined && { node }) }
    patches.push({ ...named, members: [{ path, ...(value !== undefined && { value }) }] })
    return
  }
  const edit: SourceEdit = { at: root.at, kind: 'patch', path, ...(value !== undefined && { value }) }
  edits.set(`own ${formatPlace(root.at)} ${pathText(path)}`, { wish, edit })
}

/** One override says all that is otherwise of a component. */
function grouped(patches: readonly EnvironmentPatch[]): EnvironmentPatch[] {
  const found = new Map<string, EnvironmentPatch>()
  for (const patch of patches) {
    const id = JSON.stringify([patch.component, patch.node])
    const known = found.get(id)?.members ?? []
    const isKnown = ({ path }: EnvironmentPatch['members'][number]): boolean =>
      known.some((each) => pathText(each.path) === pathText(path))
    found.set(id, { ...patch, members: [...known, ...patch.members.filter((each) => !isKnown(each))] })
  }
  return [...found.values()]
}

/** What an override says of a change. */
function patchOf({
  document: { from, to, keysAt },
  placed: { change },
}: Pick<Wish, 'document' | 'placed'>): PatchEntry {
  const pointer = change.kind === 'added' ? `${change.pointer}/${escapeName(change.name)}` : change.pointer
  return patchEntry({ from, to }, pointer, keysAt)
}

function escapeName(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1')
}

function shared(wish: Wish, others: readonly DocumentPart[]): EditProblem {
  const problem = 'others have it from the same place'
  return { ...partOf(wish), problem, kind: 'shared', origin: originOf(wish), others }
}

function contradiction(wish: Wish, other: Wish): EditProblem {
  const problem = 'one literal gives several parts, which are live with different values'
  return { ...partOf(wish), problem, kind: 'contradiction', origin: originOf(wish), others: [partOf(other)] }
}

function partOf({ environment, key, component, node, pointer }: Wish): DocumentPart {
  return { environment, key, component, ...(node !== undefined && { node }), pointer }
}

function originOf({ placed }: Wish): Origin {
  return { kind: 'exact', at: placed.edit.at }
}
