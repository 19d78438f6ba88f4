import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Journal, type JournalEntry, openJournal } from '../../apply/index.ts'

/** Applies of unknown outcome in one environment, as its journal has them. */
export interface PendingApplies {
  readonly environment: string
  readonly entries: readonly JournalEntry[]
}

/** The journal of an environment. */
export function journalOf(directory: string, environment: string): Journal {
  return openJournal(join(journalsOf(directory), environment))
}

/** What the journals of all environments have, by the environments' names. */
export async function readJournals(directory: string): Promise<PendingApplies[]> {
  const names = await readdir(journalsOf(directory)).catch((): string[] => [])
  const all = await Promise.all(
    names.sort().map(async (environment) => ({
      environment,
      entries: await journalOf(directory, environment).list(),
    })),
  )
  return all.filter(({ entries }) => entries.length > 0)
}

/** Where they lie, a folder each. */
function journalsOf(directory: string): string {
  return join(directory, '.appia', 'journal')
}
