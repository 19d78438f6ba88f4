import { type FSWatcher, watch } from 'node:fs'
import { basename, dirname } from 'node:path'
import { loadFormats, readDocument } from '../../formats/index.ts'
import { type Effect, type JsonValue, sha256 } from '../../model/index.ts'
import { isSecretAt, type Schema } from '../../schema/index.ts'
import { AgentError } from '../agent-error.ts'
import type { FileSettings } from '../settings/settings.ts'
import { activate, checkFile } from './activate.ts'
import { effectOfChange } from './effect-of-change.ts'
import type { FileEvent, FileStatus } from './file-event.ts'
import { installFile, prepareFile, readInstalled, removeFile, removeLeftovers } from './install-file.ts'
import { type FileState, StateFile } from './state-file.ts'

/** A valid document, as the store has it. */
export interface OfferedDocument {
  readonly bytes: Buffer
  /** mod_revision; 0 where it is not known. */
  readonly revision: number
  /** With the environment's prefix; absent where it is not known. */
  readonly key?: string
  /** Number of the apply that wrote it. */
  readonly apply?: number | null
}

/** Which file, and who is told. */
export interface FileKeeperOptions {
  readonly name: string
  readonly settings: FileSettings
  readonly schema?: Schema
  readonly stateFolder: string
  readonly onEvent: (event: FileEvent) => void
  readonly onStatus: () => void
  /** ms until what failed for a passing reason is tried again. Default 5000. */
  readonly retryMs?: number
}

/**
 * Keeps one file as the newest document says. At every instant the path holds one complete document; what the component
 * refuses is taken back, and not tried again until there is another document.
 */
export class FileKeeper {
  private readonly options: FileKeeperOptions
  private readonly stop = new AbortController()
  private readonly stateFile: StateFile
  private state: FileState = {}
  private wanted: OfferedDocument | undefined
  private isDirty = false
  private working: Promise<void> | undefined
  private retry: NodeJS.Timeout | undefined
  private watcher: FSWatcher | undefined
  private inPlace: OfferedDocument | undefined
  private problem: string | null = null
  private refusal: string | null = null
  private isEdited = false
  private reloads = 0

  constructor(options: FileKeeperOptions) {
    this.options = options
    this.stateFile = new StateFile(options.stateFolder, options.name)
  }

  get status(): FileStatus {
    const { inPlace, problem, refusal, isEdited, reloads } = this
    const { key = null, revision = 0, apply = null } = inPlace ?? {}
    const hash = inPlace && !this.mayHoldSecret && { sha256: sha256(inPlace.bytes) }
    return { key, revision, ...hash, apply, problem: refusal ?? problem, is_edited: isEdited, reloads }
  }

  /** Finds out what an earlier agent has left, and follows the file. Throws `AgentError` where its folder is not there. */
  async start(): Promise<void> {
    const { settings } = this.options
    const folder = dirname(settings.path)
    await loadFormats([settings.format])
    await removeLeftovers(settings.path).catch((error: NodeJS.ErrnoException) => {
      throw new AgentError(`${folder} cannot be used: ${error.code}`)
    })
    this.state = await this.stateFile.read()
    this.watcher = watch(folder, (_, name) => {
      if (name === null || name === basename(settings.path)) this.look()
    })
    const present = await readInstalled(settings.path)
    // Put in place before a crash: the component may not have heard of it.
    if (present !== undefined && this.state.installing === sha256(present))
      this.offer({ bytes: present, revision: 0 })
    else this.look()
  }

  /** A newer document; of several that come while one is handled, only the last counts. */
  offer(document: OfferedDocument): void {
    this.wanted = document
    this.refusal = null
    this.look()
  }

  /** The newest document may not be used: what is in effect stays, and it is told why. */
  refuse(problem: string): void {
    this.refusal = problem
    this.options.onStatus()
  }

  /** Resolves once nothing is left to do. */
  async settle(): Promise<void> {
    while (this.working !== undefined) await this.working
  }

  /** Stops; what is being done is left as a crash would leave it, and found by the next start. */
  async close(): Promise<void> {
    this.stop.abort()
    this.watcher?.close()
    clearTimeout(this.retry)
    await this.settle()
  }

  /** Looks after the file now, or once it is done with what it does. */
  private look(): void {
    this.isDirty = true
    this.working ??= this.work().finally(() => {
      this.working = undefined
      if (this.isDirty && !this.stop.signal.aborted) this.look()
    })
  }

  private async work(): Promise<void> {
    while (this.isDirty && !this.stop.signal.aborted) {
      this.isDirty = false
      try {
        await this.handle()
      } catch (error) {
        this.fail(error as NodeJS.ErrnoException)
      }
      this.options.onStatus()
    }
  }

  private async handle(): Promise<void> {
    const { wanted } = this
    const present = await readInstalled(this.options.settings.path)
    if (wanted === undefined || this.isRejected(wanted)) return await this.mend(present)
    const { current } = this.state
    if (wanted.bytes.toString('base64') === current) {
      // What was refused may be tried again once something else was wanted.
      if (this.state.rejected !== undefined) await this.keep({ current })
      this.stand(wanted)
      return await this.mend(present)
    }
    if (present?.equals(wanted.bytes) && current === undefined && this.state.installing === undefined) {
      // As it should be before any agent came: nobody has to be told.
      await this.keep({ current: wanted.bytes.toString('base64') })
      return this.stand(wanted)
    }
    await this.replace(wanted, present)
  }

  private async replace(wanted: OfferedDocument, present: Buffer | undefined): Promise<void> {
    const { settings } = this.options
    const before = this.inEffect(present)
    const prepared = await prepareFile(settings.path, wanted.bytes, settings)
    try {
      const checked = await checkFile(prepared.path, settings, this.stop.signal)
      if (this.stop.signal.aborted) return await prepared.discard()
      if (checked.problem !== undefined) {
        await prepared.discard()
        return await this.reject(wanted, checked)
      }
      await this.keep({
        installing: sha256(wanted.bytes),
        ...(before && { current: before.toString('base64') }),
      })
      await prepared.install()
    } catch (error) {
      await prepared.discard()
      throw error
    }
    const effect = this.effectOf(before, wanted.bytes)
    const outcome = await this.activate(effect)
    if (this.stop.signal.aborted) return
    if (outcome.problem !== undefined) {
      await this.takeBack(before, effect)
      return await this.reject(wanted, outcome)
    }
    await this.keep({ current: wanted.bytes.toString('base64') })
    this.stand(wanted)
    this.tell({ kind: 'installed', revision: wanted.revision, effect })
  }

  /** What the component runs, as far as is known; undefined where it has no file yet. */
  private inEffect(present: Buffer | undefined): Buffer | undefined {
    const { current, installing } = this.state
    if (current !== undefined) return Buffer.from(current, 'base64')
    return present !== undefined && installing === sha256(present) ? undefined : present
  }

  /** The file before comes back, and the component is told of it. */
  private async takeBack(before: Buffer | undefined, effect: Effect): Promise<void> {
    const { settings } = this.options
    if (before === undefined) return await removeFile(settings.path)
    await installFile(settings.path, before, settings)
    await this.activate(effect)
  }

  private async reject(
    wanted: OfferedDocument,
    { problem = '', output }: { readonly problem?: string; readonly output: string },
  ): Promise<void> {
    const { current } = this.state
    this.problem = problem
    await this.keep({
      rejected: { sha256: sha256(wanted.bytes), problem },
      ...(current !== undefined && { current }),
    })
    this.tell({ kind: 'refused', revision: wanted.revision, problem, output })
  }

  private isRejected({ bytes }: OfferedDocument): boolean {
    const { rejected } = this.state
    if (rejected?.sha256 !== sha256(bytes)) return false
    this.problem = rejected.problem
    return true
  }

  /** Puts a file back that somebody else has changed, or says so. */
  private async mend(present: Buffer | undefined): Promise<void> {
    if (this.state.current === undefined) return
    const { settings } = this.options
    const current = Buffer.from(this.state.current, 'base64')
    const wasEdited = this.isEdited
    this.isEdited = present === undefined || !present.equals(current)
    if (!this.isEdited) return
    if (!wasEdited) this.tell({ kind: 'edited', revision: this.inPlace?.revision ?? 0 })
    if (settings.edited === 'report') return
    await installFile(settings.path, current, settings)
    const effect = this.effectOf(present, current)
    const { problem, output } = await this.activate(effect)
    this.isEdited = false
    this.tell({
      kind: 'restored',
      revision: this.inPlace?.revision ?? 0,
      effect,
      ...(problem !== undefined && { problem, output }),
    })
  }

  private async activate(effect: Effect): ReturnType<typeof activate> {
    const { settings } = this.options
    if (effect !== 'none' && (settings.reload ?? settings.restart) !== undefined) this.reloads++
    return await activate(effect, settings, this.stop.signal)
  }

  /** What cannot be read, or was not there, needs all. */
  private effectOf(before: Buffer | undefined, after: Buffer): Effect {
    const [was, is] = [this.valueOf(before), this.valueOf(after)]
    if (was === undefined || is === undefined) return 'restart'
    return effectOfChange(was, is, this.options.schema)
  }

  private valueOf(bytes: Buffer | undefined): JsonValue | undefined {
    return bytes && readDocument(bytes, this.options.settings.format)
  }

  private stand(document: OfferedDocument): void {
    this.inPlace = document
    this.problem = null
  }

  private get mayHoldSecret(): boolean {
    const { schema } = this.options
    return schema !== undefined && isSecretAt(schema, '')
  }

  private async keep(state: FileState): Promise<void> {
    await this.stateFile.write(state)
    this.state = state
  }

  /** A full disk, a folder that is gone: nobody's document is to blame. */
  private fail({ code, message }: NodeJS.ErrnoException): void {
    this.problem = `not written: ${code ?? message}`
    this.tell({ kind: 'failed', revision: this.wanted?.revision ?? 0, problem: this.problem })
    clearTimeout(this.retry)
    this.retry = setTimeout(() => this.look(), this.options.retryMs ?? 5000)
  }

  private tell(event: Omit<FileEvent, 'file'>): void {
    this.options.onEvent({ ...event, file: this.options.name })
  }
}
