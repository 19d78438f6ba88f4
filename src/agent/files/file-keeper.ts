import type { FollowedStatus } from '../../client/index.ts'
import { type Effect, sha256 } from '../../model/index.ts'
import { neverReloaded, reloadedAgain } from '../actions/reloaded.ts'
import { Upkeep } from '../followers/index.ts'
import type { UptakeSettings } from '../settings/settings.ts'
import { activate, checkFile } from './activate.ts'
import type { FileEvent, FileStatus } from './file-event.ts'
import type { Place, Prepared } from './place.ts'
import { type FileState, StateFile } from './state-file.ts'

/** A content that is wanted: a valid document as the store has it, or several as one. */
export interface Offered extends Partial<Omit<FollowedStatus, 'problem'>> {
  readonly bytes: Buffer
  /** mod_revision; 0 where it is not known. */
  readonly revision: number
  /** A secret was opened in it, or who knows: its hash would confirm guesses. */
  readonly isOpened?: boolean
}

/** Which file or folder, and who is told. */
export interface FileKeeperOptions {
  readonly name: string
  readonly place: Place
  readonly settings: UptakeSettings
  /** What a change asks of the component; `before` is absent where nothing was there. */
  readonly effectOf: (before: Buffer | undefined, after: Buffer) => Effect
  /** Its hash is told to nobody. */
  readonly mayHoldSecret: boolean
  readonly stateFolder: string
  readonly onEvent: (event: FileEvent) => void
  readonly onStatus: () => void
  /** ms until what failed for a passing reason is tried again. Default 5000. */
  readonly retryMs?: number
}

/**
 * Keeps one file, or a folder as one, as the newest document says. At every instant one complete content is there; what the component
 * refuses is taken back, and not tried again until there is another document.
 */
export class FileKeeper {
  private readonly options: FileKeeperOptions
  private readonly upkeep = new Upkeep(() => this.work())
  private readonly stateFile: StateFile
  private state: FileState = {}
  private wanted: Offered | undefined
  private watcher: { readonly close: () => void } | undefined
  private inPlace: Offered | undefined
  private problem: string | null = null
  private refusal: string | null = null
  private isEdited = false
  private reloaded = neverReloaded

  constructor(options: FileKeeperOptions) {
    this.options = options
    this.stateFile = new StateFile(options.stateFolder, options.name)
  }

  get status(): FileStatus {
    const { inPlace, problem, refusal, isEdited, reloaded } = this
    const { bytes, isOpened = false, ...standing } = inPlace ?? { revision: 0 }
    const hash = bytes && !isOpened && !this.options.mayHoldSecret && { sha256: sha256(bytes) }
    const own = { problem: refusal ?? problem, is_edited: isEdited, ...reloaded }
    return { key: null, apply: null, ...hash, ...standing, ...own }
  }

  /** Finds out what an earlier agent has left, and follows the file. Throws `AgentError` where its folder is not there. */
  async start(): Promise<void> {
    const { place } = this.options
    await place.begin()
    this.state = await this.stateFile.read()
    this.watcher = place.watch(() => this.upkeep.look())
    const present = await place.read()
    // Put in place before a crash: the component may not have heard of it.
    if (present !== undefined && this.state.installing === sha256(present))
      this.offer({ bytes: present, revision: 0, isOpened: true })
    else this.upkeep.look()
  }

  /** A newer document; of several that come while one is handled, only the last counts. */
  offer(document: Offered): void {
    this.wanted = document
    this.refusal = null
    this.upkeep.look()
  }

  /** The newest document may not be used: what is in effect stays, and it is told why. */
  refuse(problem: string): void {
    this.refusal = problem
    this.options.onStatus()
  }

  /** Resolves once nothing is left to do. */
  async settle(): Promise<void> {
    await this.upkeep.settle()
  }

  /** Stops; what is being done is left as a crash would leave it, and found by the next start. */
  async close(): Promise<void> {
    this.watcher?.close()
    await this.upkeep.close()
  }

  private async work(): Promise<void> {
    try {
      await this.handle()
    } catch (error) {
      this.fail(error as NodeJS.ErrnoException)
    }
    this.options.onStatus()
  }

  private async handle(): Promise<void> {
    const { wanted } = this
    const present = await this.options.place.read()
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

  private async replace(wanted: Offered, present: Buffer | undefined): Promise<void> {
    const { settings, place, effectOf } = this.options
    const before = this.inEffect(present)
    const prepared = await this.prepare(wanted, before)
    try {
      const checked = await checkFile(prepared.path, settings, this.upkeep.signal)
      if (this.upkeep.signal.aborted) return await prepared.discard()
      if (checked.problem !== undefined) {
        await prepared.discard()
        return await this.reject(wanted, checked)
      }
      await prepared.install()
    } catch (error) {
      await prepared.discard()
      throw error
    }
    const effect = effectOf(before, wanted.bytes)
    const outcome = await this.activate(effect)
    if (this.upkeep.signal.aborted) return
    if (outcome.problem !== undefined) {
      await this.takeBack(before, effect)
      return await this.reject(wanted, outcome)
    }
    await this.keep({ current: wanted.bytes.toString('base64') })
    await place.settle()
    this.stand(wanted)
    this.tell({ kind: 'installed', revision: wanted.revision, effect })
  }

  /**
   * Writes the content, and meanwhile what a successor has to know of it. The latter need not outlast the machine: a component
   * that starts with it reads its file anyway, and what is not known to be in effect is made so again.
   */
  private async prepare({ bytes }: Offered, before: Buffer | undefined): Promise<Prepared> {
    const current = before && { current: before.toString('base64') }
    const [prepared, kept] = await Promise.allSettled([
      this.options.place.prepare(bytes),
      this.keep({ installing: sha256(bytes), ...current }, { isDurable: false }),
    ])
    if (prepared.status === 'rejected') throw prepared.reason
    if (kept.status === 'fulfilled') return prepared.value
    await prepared.value.discard()
    throw kept.reason
  }

  /** What the component runs, as far as is known; undefined where it has no file yet. */
  private inEffect(present: Buffer | undefined): Buffer | undefined {
    const { current, installing } = this.state
    if (current !== undefined) return Buffer.from(current, 'base64')
    return present !== undefined && installing === sha256(present) ? undefined : present
  }

  /** The file before comes back, and the component is told of it. */
  private async takeBack(before: Buffer | undefined, effect: Effect): Promise<void> {
    const { place } = this.options
    if (before === undefined) return await place.remove()
    await place.restore(before)
    await this.activate(effect)
    await place.settle()
  }

  private async reject(
    wanted: Offered,
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

  private isRejected({ bytes }: Offered): boolean {
    const { rejected } = this.state
    if (rejected?.sha256 !== sha256(bytes)) return false
    this.problem = rejected.problem
    return true
  }

  /** Puts a file back that somebody else has changed, or says so. */
  private async mend(present: Buffer | undefined): Promise<void> {
    if (this.state.current === undefined) return
    const { settings, place, effectOf } = this.options
    const current = Buffer.from(this.state.current, 'base64')
    const wasEdited = this.isEdited
    this.isEdited = present === undefined || !present.equals(current)
    if (!this.isEdited) return
    if (!wasEdited) this.tell({ kind: 'edited', revision: this.inPlace?.revision ?? 0 })
    if (settings.edited === 'report') return
    await place.restore(current)
    const effect = effectOf(present, current)
    const { problem, output } = await this.activate(effect)
    await place.settle()
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
    if (effect !== 'none' && (settings.reload ?? settings.restart) !== undefined)
      this.reloaded = reloadedAgain(this.reloaded)
    return await activate(effect, settings, this.upkeep.signal)
  }

  private stand(document: Offered): void {
    this.inPlace = document
    this.problem = null
  }

  private async keep(state: FileState, options: { readonly isDurable?: boolean } = {}): Promise<void> {
    await this.stateFile.write(state, options)
    this.state = state
  }

  /** A full disk, a folder that is gone: nobody's document is to blame. */
  private fail({ code, message }: NodeJS.ErrnoException): void {
    this.problem = `not written: ${code ?? message}`
    this.tell({ kind: 'failed', revision: this.wanted?.revision ?? 0, problem: this.problem })
    this.upkeep.lookAgainIn(this.options.retryMs ?? 5000)
  }

  private tell(event: Omit<FileEvent, 'file'>): void {
    this.options.onEvent({ ...event, file: this.options.name })
  }
}
