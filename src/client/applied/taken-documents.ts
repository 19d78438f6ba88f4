import { isJsonObject, type JsonValue } from '../../model/index.ts'
import { readSealed, writeSealed } from '../cache/sealed-file.ts'

/** A signed document, as far as it tells an older one from a newer. */
export interface SignedDocument {
  readonly key: string
  readonly cluster: string
  readonly workspace: string
  /** Of the statement that covers it. */
  readonly base: number
  /** As stated. */
  readonly sha256: string
}

interface Taken extends Omit<SignedDocument, 'key'> {
  /** What was taken before it. */
  readonly before?: string
}

/**
 * Which signed documents a host has taken, kept over restarts: whoever can write everything in etcd can put back what was signed
 * long ago. The one before the newest is not refused: so goes an apply that nobody confirms.
 */
export class TakenDocuments {
  private readonly path: string
  private readonly taken: Map<string, Taken>
  private writing: Promise<void> = Promise.resolve()

  private constructor(path: string, taken: Map<string, Taken>) {
    this.path = path
    this.taken = taken
  }

  /** Nothing is known where there is no file, or a damaged one. */
  static async open(path: string): Promise<TakenDocuments> {
    const plain = await readSealed(path, undefined)
    const value = typeof plain === 'string' ? undefined : (JSON.parse(plain.toString('utf8')) as JsonValue)
    // The checksum says that this is what `write` wrote.
    const entries = isJsonObject(value) ? (Object.entries(value) as unknown as [string, Taken][]) : []
    return new TakenDocuments(path, new Map(entries))
  }

  /** The number of the statement that is newer than this document's; undefined where it may be taken. */
  newerThan({ key, cluster, workspace, base, sha256 }: SignedDocument): number | undefined {
    const taken = this.taken.get(key)
    if (taken === undefined || taken.cluster !== cluster || taken.workspace !== workspace) return undefined
    return base > taken.base || sha256 === taken.sha256 || sha256 === taken.before ? undefined : taken.base
  }

  /** Notes what is taken; it is on the disk once it resolves. A full disk holds up nobody: it is written with the next. */
  async take(documents: readonly SignedDocument[]): Promise<void> {
    for (const document of documents) this.note(document)
    if (documents.length === 0) return
    this.writing = this.writing.then(() => this.write().catch(() => undefined))
    await this.writing
  }

  private note({ key, cluster, workspace, base, sha256 }: SignedDocument): void {
    const known = this.taken.get(key)
    const taken = known?.cluster === cluster && known.workspace === workspace ? known : undefined
    const before = taken?.sha256 === sha256 ? taken.before : taken?.sha256
    this.taken.set(key, {
      ...{ cluster, workspace, sha256 },
      base: Math.max(base, taken?.base ?? base),
      ...(before !== undefined && { before }),
    })
  }

  private async write(): Promise<void> {
    await writeSealed(this.path, Buffer.from(JSON.stringify(Object.fromEntries(this.taken))), undefined)
  }
}
