import type { StateRecord } from './mvcc-state.ts'

/** Where the embedded store keeps its records. Everything but taking turns is synchronous: a store call is one step. */
export interface RecordLog {
  readonly name: string
  /** Runs `task` while no other process writes. */
  exclusively<T>(task: () => T): Promise<T>
  /** Records since the last call; `isFresh` says that they begin anew with a base. */
  read(): { readonly isFresh: boolean; readonly records: readonly StateRecord[] }
  /** Durable when it returns. When it throws, the log is as before, unless the error's outcome says `unknown`. */
  append(record: StateRecord): void
  /** Replaces everything, all or nothing. */
  replace(records: readonly StateRecord[]): void
  sizeBytes(): number
  close(): void
}

/** A log that keeps nothing: the state in memory is all there is. */
export function memoryLog(base: StateRecord): RecordLog {
  let unread: readonly StateRecord[] = [base]
  return {
    name: 'memory',
    exclusively: async (task) => task(),
    read() {
      const records = unread
      unread = []
      return { isFresh: records.length > 0, records }
    },
    append: () => undefined,
    replace: () => undefined,
    sizeBytes: () => 0,
    close: () => undefined,
  }
}
