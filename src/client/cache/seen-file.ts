import { randomBytes } from 'node:crypto'
import { isJsonObject, type JsonValue } from '../../model/index.ts'
import type { SeenBoot, SeenMessages } from '../messages/message-opener.ts'
import { readSealed, writeSealed } from './sealed-file.ts'

interface Content {
  /** Drawn by the start that wrote this. */
  readonly start: string
  /** Absent until that start was closed: whatever it has seen is unknown. */
  readonly boots?: readonly SeenBoot[]
}

/**
 * What a receiver has seen, kept from one start to the next. Only a start that was closed leaves it behind. After a
 * crash nobody knows, and what was sent before the new start is refused.
 */
export class SeenFile {
  readonly seen: SeenMessages
  private readonly path: string | undefined
  private readonly start: string

  private constructor(path: string | undefined, start: string, seen: SeenMessages) {
    this.path = path
    this.start = start
    this.seen = seen
  }

  /** Takes over what the start before has left, so that no other can: it is used once. `now`: ms since 1970. */
  static async open(path: string | undefined, now: number): Promise<SeenFile> {
    const start = randomBytes(16).toString('hex')
    const nothing: SeenMessages = { notBefore: now, boots: [] }
    if (path === undefined) return new SeenFile(undefined, start, nothing)
    const left = await read(path)
    try {
      await write(path, { start })
    } catch {
      // What cannot be taken away would be used again by the next start: then it is not used at all.
      return new SeenFile(undefined, start, nothing)
    }
    return new SeenFile(
      path,
      start,
      left?.boots === undefined ? nothing : { notBefore: 0, boots: left.boots },
    )
  }

  /** Leaves behind what was seen, unless another process has started from the same file meanwhile. */
  async close(boots: readonly SeenBoot[]): Promise<void> {
    if (this.path === undefined) return
    const present = await read(this.path)
    if (present?.start !== this.start || present.boots !== undefined) return
    // A full disk: the next start counts as one after a crash.
    await write(this.path, { start: this.start, boots }).catch(() => undefined)
  }
}

/** Nothing in it is secret: it is not sealed. */
async function read(path: string): Promise<Content | undefined> {
  const plain = await readSealed(path, undefined)
  if (typeof plain === 'string') return undefined
  const value = JSON.parse(plain.toString('utf8')) as JsonValue
  // The checksum says that this is what `write` wrote.
  return isJsonObject(value) ? (value as unknown as Content) : undefined
}

async function write(path: string, content: Content): Promise<void> {
  await writeSealed(path, Buffer.from(JSON.stringify(content)), undefined)
}
