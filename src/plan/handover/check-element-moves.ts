import {
  type AuthoredDocument,
  type DeclaredMove,
  type Diagnostic,
  decodePointer,
  elementMoves,
  followMoves,
  isJsonObject,
  isKeyName,
  type JsonValue,
  type LeafLookup,
  type LoadedWorkspace,
  movesElement,
  nearest,
  parseKeyPart,
  valueAt,
} from '../../model/index.ts'
import { type KeysAt, keysIn } from '../leaves/index.ts'
import { isSameList } from './find-renames.ts'
import { type Located, locateElement } from './locate-element.ts'

/** A finding about one rename, in words. */
type Finding = Pick<Diagnostic, 'message' | 'help'>

/** A document that a rename is about, and what its schema says of it. */
interface Renaming {
  readonly document: AuthoredDocument
  readonly move: DeclaredMove
  /** All renames in it. */
  readonly moves: readonly DeclaredMove[]
  readonly keysAt: KeysAt
}

/** Renames of elements that contradict what the sources declare: the old name is there still, or the new one nowhere. */
export function checkElementMoves(
  { documents, environments }: Pick<LoadedWorkspace, 'documents' | 'environments'>,
  lookup: LeafLookup,
): Diagnostic[] {
  const declared = new Map<string, { move: DeclaredMove; all: DeclaredMove[]; renamings: Renaming[] }>()
  for (const { name, prefix, moved = [] } of environments) {
    const all = moved.filter(movesElement).map((move) => withoutPrefix(move, prefix))
    const own = documents.filter(({ environment }) => environment === name)
    for (const move of all) {
      const id = JSON.stringify(move)
      const known = declared.get(id) ?? { move, all, renamings: [] }
      declared.set(id, known)
      for (const document of own) {
        const [placed] = elementMoves([move], document)
        if (placed === undefined) continue
        const keysAt = keysIn(document.key, lookup)
        known.renamings.push({ document, move: placed, moves: elementMoves(all, document), keysAt })
      }
    }
  }
  return [...declared.values()].flatMap(({ move, all, renamings }): Diagnostic[] => {
    const finding = findingOf(move, all) ?? findingIn(renamings, move)
    if (finding === undefined) return []
    const { message, ...help } = finding
    return [
      {
        code: 'handover-wrong',
        severity: 'error',
        message: `moved from ${move.from} to ${move.to}: ${message}`,
        ...help,
        ...(move.at && { at: move.at }),
      },
    ]
  })
}

function withoutPrefix(move: DeclaredMove, prefix: string): DeclaredMove {
  const own = (name: string) => (isKeyName(name) ? name.slice(prefix.length) : name)
  return { ...move, from: own(move.from), to: own(move.to) }
}

/** What is wrong with a rename whatever the documents hold. */
function findingOf(move: DeclaredMove, all: readonly DeclaredMove[]): Finding | undefined {
  const [from, to] = [parseKeyPart(move.from), parseKeyPart(move.to)]
  const others = all.map((each) => ({
    from: parseKeyPart(each.from).pointer,
    to: parseKeyPart(each.to).pointer,
  }))
  const around = others.flatMap((each) => (each.from && each.to ? [{ from: each.from, to: each.to }] : []))
  const pointers = { from: from.pointer ?? '', to: to.pointer ?? '' }
  if (from.key === to.key && isSameList(pointers, around)) return undefined
  return {
    message: 'an element keeps its list',
    help: 'what goes into another list goes from the one and comes to the other, without a line here',
  }
}

function findingIn(renamings: readonly Renaming[], move: DeclaredMove): Finding | undefined {
  if (renamings.length === 0) {
    const help = 'before # stands a key or a component, under the name that it has now'
    return { message: `nothing declares ${parseKeyPart(move.from).key}`, help }
  }
  const still = renamings.find(({ document, move: { from }, keysAt }) => {
    return locateElement(document.value, from, keysAt).kind === 'found'
  })
  if (still !== undefined) {
    const { key, environment } = still.document
    const message = `${still.move.from} is declared in ${key} of ${environment} all the same`
    return { message, help: 'what is renamed is declared under its new name only' }
  }
  const [first] = renamings
  return first === undefined || renamings.some(isDeclared) ? undefined : missing(first)
}

/** True where the element is there under its new name, or under one that it got later. */
function isDeclared({ document, move, moves, keysAt }: Renaming): boolean {
  const isThere = (name: string) => locateElement(document.value, name, keysAt).kind === 'found'
  return isThere(move.to) || followMoves(move.to, moves, isThere) !== undefined
}

function missing({ document, move, keysAt }: Renaming): Finding {
  const located = locateElement(document.value, move.to, keysAt)
  const list = 'list' in located ? located.list : ''
  switch (located.kind) {
    case 'missing':
      return {
        message: `${document.key}#${list} has no element ${JSON.stringify(lastNameOf(move.to, list))}`,
        help: namesHelp(lastNameOf(move.to, list), located.names),
      }
    case 'unnamed':
      return {
        message: `nothing tells the elements of ${document.key}#${list} apart`,
        help: 'each needs a name or id of its own, or what its schema calls x-key',
      }
    case 'ambiguous':
      return { message: `several elements of ${document.key}#${list} are called so` }
    default:
      return noList(document, move.to, located)
  }
}

/** The step that names an element of the list, which stands at `list` with places for names. */
function lastNameOf(name: string, list: string): string {
  return decodePointer(name)[decodePointer(list).length] ?? ''
}

function namesHelp(name: string, names: readonly string[]): string {
  const suggestion = nearest(name, names)
  if (suggestion !== undefined) return `did you mean ${suggestion}?`
  const shown = names.slice(0, 8).join(', ')
  return names.length === 0 ? 'the list is empty' : `there: ${shown}${names.length > 8 ? ', …' : ''}`
}

function noList({ key, value }: AuthoredDocument, name: string, located: Located): Finding {
  const pointer = 'pointer' in located ? located.pointer : ''
  const there: JsonValue | undefined = valueAt(value, pointer)
  const names = there !== undefined && isJsonObject(there) ? Object.keys(there) : []
  const step = lastNameOf(name, pointer)
  const message = `${name} leads to no element of a list: it ends at ${key}#${pointer}`
  return names.length === 0 || names.includes(step)
    ? { message, help: 'it ends with what identifies an element, its name or id' }
    : { message, help: namesHelp(step, names) }
}
