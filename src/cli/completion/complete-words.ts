import type { WorkspaceNames } from '../../app/completing/index.ts'
import { appendPointer } from '../../model/index.ts'
import type { CommandTable, Completes, OptionDescription, OptionTable } from '../command.ts'
import { commonOptions } from '../options/parse-arguments.ts'

/** A word that may stand there, and what it is. */
interface Candidate {
  readonly word: string
  readonly description?: string
  /** More is to come behind it: no blank. */
  readonly isOpen?: true
}

/** What may stand in the place of the last word: these, or what the shell itself finds. */
export type Completion =
  | { readonly kind: 'words'; readonly candidates: readonly Candidate[] }
  | { readonly kind: 'file' | 'folder'; readonly typed: string }

/** What completion knows of the world; asked only for what is needed. */
export interface CompletionSource {
  readonly commands: CommandTable
  /** For these options, `--env` and `--workspace` among them. */
  readonly names: (given: ReadonlyMap<string, string>) => Promise<WorkspaceNames | undefined>
}

/** What may stand in the place of the last of these words, which follow the program's name. */
export async function completeWords(words: readonly string[], source: CompletionSource): Promise<Completion> {
  const typed = words.at(-1) ?? ''
  const [name = '', ...rest] = words
  if (words.length <= 1 || (name === 'help' && words.length === 2))
    return matching(typed, await commandCandidates(source))
  const command = await source.commands.named(name)
  if (command === undefined) return nothing
  const options: OptionTable = { ...command.options, ...commonOptions }
  const { given, pending, isOver } = readOptions(rest.slice(0, -1), options)
  const complete = async (what: Completes | undefined, lead: string): Promise<Completion> =>
    await completeValue(what, { lead, typed: typed.slice(lead.length), names: () => source.names(given) })
  if (pending !== undefined) return await complete(completesOf(options[pending]), '')
  if (isOver || !typed.startsWith('-')) return await complete(command.completes, '')
  const [lead, long] = /^--([\w-]+)=/.exec(typed) ?? []
  if (lead !== undefined && long !== undefined) return await complete(completesOf(options[long]), lead)
  return matching(typed, optionCandidates(options, given))
}

const nothing: Completion = { kind: 'words', candidates: [] }

async function commandCandidates({ commands }: CompletionSource): Promise<Candidate[]> {
  const list = (await commands.all()).map(({ name, summary }) => ({ word: name, description: summary }))
  return [
    ...list,
    { word: 'help', description: 'explain a command' },
    { word: '--help' },
    { word: '--version' },
  ]
}

function optionCandidates(options: OptionTable, given: ReadonlyMap<string, string>): Candidate[] {
  return Object.entries(options)
    .filter(([name, { multiple }]) => multiple === true || !given.has(name))
    .map(([name, { description }]) => ({ word: `--${name}`, description }))
}

/** By what the value is called in help. */
const kindsOfValues: { readonly [value: string]: Completes } = {
  FILE: 'file',
  KEYFILE: 'file',
  DIR: 'folder',
  KEY: 'key',
  KEYS: 'key',
  'KEY#/POINTER': 'part',
}

function completesOf(option: OptionDescription | undefined): Completes | undefined {
  return option?.completes ?? kindsOfValues[option?.value ?? '']
}

interface GivenOptions {
  readonly given: ReadonlyMap<string, string>
  /** The option whose value comes next. */
  readonly pending?: string
  /** After `--` there are no more options. */
  readonly isOver: boolean
}

function readOptions(words: readonly string[], options: OptionTable): GivenOptions {
  const given = new Map<string, string>()
  let pending: string | undefined
  for (const [index, word] of words.entries()) {
    if (pending !== undefined) {
      given.set(pending, word)
      pending = undefined
    } else if (word === '--') return { given, isOver: index < words.length }
    else {
      const [, long, value] = /^--([\w-]+)(?:=(.*))?$/s.exec(word) ?? []
      const short = /^-(\w)$/.exec(word)?.[1]
      const name =
        long ?? Object.keys(options).find((each) => short !== undefined && options[each]?.short === short)
      if (name === undefined) continue
      given.set(name, value ?? '')
      const takesNext = options[name]?.type === 'string' && options[name]?.implied === undefined
      if (value === undefined && takesNext) pending = name
    }
  }
  return { given, isOver: false, ...(pending !== undefined && { pending }) }
}

interface ValueInput {
  /** What stands in front of the value in the same word: `--env=`. */
  readonly lead: string
  readonly typed: string
  readonly names: () => Promise<WorkspaceNames | undefined>
}

async function completeValue(
  what: Completes | undefined,
  { lead, typed, names }: ValueInput,
): Promise<Completion> {
  if (what === undefined) return nothing
  if (what === 'file' || what === 'folder') return { kind: what, typed }
  const known = typeof what === 'string' ? await names() : undefined
  const candidates = typeof what === 'string' ? namesOf(what, typed, known) : what.map((word) => ({ word }))
  return matching(
    lead + typed,
    candidates.map((each) => ({ ...each, word: lead + each.word })),
  )
}

function namesOf(
  what: Exclude<Completes, readonly string[] | 'file' | 'folder'>,
  typed: string,
  known: WorkspaceNames | undefined,
): Candidate[] {
  if (known === undefined) return []
  if (what === 'environment') return known.environments.map((word) => ({ word }))
  const key = known.keys.find((each) => typed.startsWith(`${each}#`))
  if (what === 'key') return known.keys.map((word) => ({ word }))
  // A pointer may follow.
  const isDocument = (each: string): boolean => known.childrenOf(each, '').length > 0
  if (key === undefined)
    return known.keys.map((word) => ({ word, ...(isDocument(word) && { isOpen: true }) }))
  // Member by member: a document may have thousands.
  const pointer = typed.slice(key.length + 1).replace(/\/?[^/]*$/, '')
  return known.childrenOf(key, pointer).map((name): Candidate => {
    const below = appendPointer(pointer, name)
    const isOpen = known.childrenOf(key, below).length > 0
    return { word: `${key}#${below}`, ...(isOpen && { isOpen }) }
  })
}

function matching(typed: string, candidates: readonly Candidate[]): Completion {
  return { kind: 'words', candidates: candidates.filter(({ word }) => word.startsWith(typed)) }
}
