import { isDeepStrictEqual } from 'node:util'
import type { Identity } from '../../rotation/index.ts'
import { type CacheContent, type CacheReading, readCache, writeCache } from './cache-file.ts'

/** Where the cache lies, and for whom. */
export interface CacheKeeperOptions {
  /** Without a path nothing is kept. */
  readonly path?: string
  readonly member: string
  readonly identity?: Identity
  readonly onWritten: (result: 'done' | 'failed') => void
}

/** What changes in a cache; the rest stays. */
export type CacheChange = Partial<Pick<CacheContent, 'clusterId' | 'documents' | 'ring' | 'limits'>>

/** Keeps the disk cache: one write at a time, the newest content wins. */
export class CacheKeeper {
  private readonly options: CacheKeeperOptions
  private content: CacheContent
  private isDirty = false
  /** The newest of the writes that were asked for; each begins when the one before has ended. */
  private newest: Promise<boolean> = Promise.resolve(true)

  constructor(options: CacheKeeperOptions) {
    this.options = options
    this.content = { formatVersion: 1, member: options.member, clusterId: '', savedAt: '', documents: {} }
  }

  /** Reads what an earlier start left; a cache of another member counts as foreign. */
  async load(): Promise<CacheReading> {
    const { path, member, identity } = this.options
    if (path === undefined) return 'absent'
    const reading = await readCache(path, identity)
    if (typeof reading === 'string') return reading
    if (reading.member !== member) return 'foreign'
    this.content = reading
    return reading
  }

  /** Changes the cache; resolves to true once that, or something newer, is safely on disk. */
  change(change: CacheChange): Promise<boolean> {
    const documents = { ...this.content.documents, ...change.documents }
    const next = { ...this.content, ...change, documents }
    if (!isDeepStrictEqual(next, this.content)) {
      this.content = next
      this.isDirty = true
    }
    this.newest = this.newest.then(() => this.write())
    return this.newest
  }

  /** Resolves once every change so far is written, or has failed to be. */
  async settle(): Promise<void> {
    let settled: Promise<boolean> | undefined
    while (settled !== this.newest) {
      settled = this.newest
      await settled
    }
  }

  private async write(): Promise<boolean> {
    const { path, identity, onWritten } = this.options
    if (path === undefined || !this.isDirty) return true // an earlier write took this change along
    this.isDirty = false
    try {
      await writeCache(path, { ...this.content, savedAt: new Date().toISOString() }, identity)
      onWritten('done')
      return true
    } catch {
      // A full disk must not stop a component; keys that are not safely kept are not acknowledged.
      this.isDirty = true
      onWritten('failed')
      return false
    }
  }
}
