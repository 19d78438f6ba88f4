import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { StoreError } from '../../model/index.ts'
import { acquireFileLock } from './file-lock.ts'
import { corrupt, decodeLine, encodeLine } from './log-line.ts'
import type { StateRecord } from './mvcc-state.ts'
import type { RecordLog } from './record-log.ts'

/** Where the file is, and how long to wait for another process that writes to it. */
export interface FileLogOptions {
  readonly file: string
  readonly lockWaitMilliseconds: number
}

/** Opens the log in a file, which is made with `base` as its first record if it is not there. */
export async function openFileLog(options: FileLogOptions, base: () => StateRecord): Promise<RecordLog> {
  const log = new FileLog(options)
  if (!existsSync(options.file)) {
    asStoreError(() => mkdirSync(dirname(options.file), { recursive: true, mode: 0o700 }))
    await log.exclusively(() => {
      if (!existsSync(options.file)) log.replace([base()])
    })
  }
  return log
}

/**
 * Lines of records, appended and synced before they count. Readers need no lock: they take whole lines only, and a
 * file that was replaced shows by its inode, which cannot be used again while we hold the old one open.
 */
class FileLog implements RecordLog {
  readonly name: string
  private readonly options: FileLogOptions
  private descriptor: number | undefined
  /** End of the last whole line read, and its checksum. */
  private offset = 0
  private checksum = ''
  private turn: Promise<unknown> = Promise.resolve()

  constructor(options: FileLogOptions) {
    this.options = options
    this.name = options.file
  }

  exclusively<T>(task: () => T): Promise<T> {
    const run = this.turn.then(async () => {
      const { file, lockWaitMilliseconds } = this.options
      const release = await acquireFileLock(`${file}.lock`, lockWaitMilliseconds).catch(throwStoreError)
      try {
        return task()
      } finally {
        release()
      }
    })
    this.turn = run.catch(() => undefined)
    return run
  }

  read(): { isFresh: boolean; records: StateRecord[] } {
    return asStoreError(() => {
      const isFresh = this.reopenIfReplaced()
      const size = fstatSync(this.opened()).size
      const text = readText(this.opened(), this.offset, size - this.offset)
      return { isFresh, records: this.decode(text) }
    })
  }

  append(record: StateRecord): void {
    const { line, checksum } = encodeLine(record, this.checksum)
    const bytes = Buffer.from(line)
    const descriptor = asStoreError(() => openSync(this.options.file, 'r+'))
    try {
      // What a killed process left half written goes first.
      asStoreError(() => ftruncateSync(descriptor, this.offset))
      this.writeOrUndo(descriptor, bytes)
    } finally {
      closeSync(descriptor)
    }
    this.offset += bytes.length
    this.checksum = checksum
  }

  replace(records: readonly StateRecord[]): void {
    const { file } = this.options
    const draft = `${file}.new`
    asStoreError(() => {
      try {
        writeWhole(draft, encodeAll(records))
        renameSync(draft, file)
      } catch (error) {
        rmSync(draft, { force: true })
        throw error
      }
      syncFolder(dirname(file))
    })
  }

  sizeBytes(): number {
    return asStoreError(() => statSync(this.options.file).size)
  }

  close(): void {
    if (this.descriptor !== undefined) closeSync(this.descriptor)
    this.descriptor = undefined
  }

  private opened(): number {
    this.descriptor ??= openSync(this.options.file, 'r')
    return this.descriptor
  }

  /** True when what was read so far no longer counts. */
  private reopenIfReplaced(): boolean {
    if (this.descriptor !== undefined) {
      const ours = fstatSync(this.descriptor)
      const current = statSync(this.options.file)
      const isSame = ours.ino === current.ino && ours.dev === current.dev && current.size >= this.offset
      if (isSame) return this.offset === 0
      this.close()
    }
    this.offset = 0
    this.checksum = ''
    return true
  }

  /** Whole lines only: what follows the last line feed was torn, or is being written right now. */
  private decode(text: Buffer): StateRecord[] {
    const records: StateRecord[] = []
    let start = 0
    for (let end = text.indexOf(10); end !== -1; end = text.indexOf(10, start)) {
      const { record, checksum } = this.decodeAt(text.toString('utf8', start, end))
      records.push(record)
      this.checksum = checksum
      this.offset += end + 1 - start
      start = end + 1
    }
    return records
  }

  private decodeAt(line: string): ReturnType<typeof decodeLine> {
    try {
      return decodeLine(line, this.checksum)
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      throw corrupt(`${this.options.file} is damaged at byte ${this.offset}: ${reason}`)
    }
  }

  private writeOrUndo(descriptor: number, bytes: Buffer): void {
    try {
      writeAll(descriptor, bytes, this.offset)
      fsyncSync(descriptor)
    } catch (error) {
      try {
        ftruncateSync(descriptor, this.offset)
        fsyncSync(descriptor)
      } catch {
        throw toFileError(error, 'unknown')
      }
      throw toFileError(error, 'not-applied')
    }
  }
}

function encodeAll(records: readonly StateRecord[]): Buffer {
  let checksum = ''
  const lines = records.map((record) => {
    const encoded = encodeLine(record, checksum)
    checksum = encoded.checksum
    return encoded.line
  })
  return Buffer.from(lines.join(''))
}

function readText(descriptor: number, position: number, length: number): Buffer {
  const buffer = Buffer.alloc(Math.max(0, length))
  let done = 0
  while (done < buffer.length) {
    const count = readSync(descriptor, buffer, done, buffer.length - done, position + done)
    if (count === 0) break
    done += count
  }
  return buffer.subarray(0, done)
}

/** A full disk takes part of a write before it refuses the rest. */
function writeAll(descriptor: number, bytes: Buffer, position: number): void {
  for (let done = 0; done < bytes.length; ) {
    done += writeSync(descriptor, bytes, done, bytes.length - done, position + done)
  }
}

function writeWhole(path: string, bytes: Buffer): void {
  const descriptor = openSync(path, 'w', 0o600)
  try {
    writeAll(descriptor, bytes, 0)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

function syncFolder(path: string): void {
  const descriptor = openSync(path, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

function asStoreError<T>(task: () => T): T {
  try {
    return task()
  } catch (error) {
    throw toFileError(error, 'not-applied')
  }
}

function throwStoreError(error: unknown): never {
  throw toFileError(error, 'not-applied')
}

function toFileError(error: unknown, outcome: 'not-applied' | 'unknown'): StoreError {
  if (error instanceof StoreError) return error
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') {
    return new StoreError('no-space', `the disk is full: ${message}`, { outcome, cause: error })
  }
  const isForbidden = code === 'EACCES' || code === 'EPERM' || code === 'EROFS'
  return new StoreError(isForbidden ? 'permission' : 'internal', message, { outcome, cause: error })
}
