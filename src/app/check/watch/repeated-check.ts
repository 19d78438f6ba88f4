import { type Inputs, inputsHash, StandbyEvaluator, typeInputs, typeInputsKey } from '../../../load/index.ts'
import type { Diagnostic } from '../../../model/index.ts'
import type { Context } from '../../context.ts'
import { toolBuild } from '../../workspace/tool-version.ts'
import { type CheckedWorkspace, type CheckRequest, startCheck } from '../check-workspace.ts'
import type { Changes } from './changes.ts'

/** Who is told. Times are milliseconds since the change was noticed. */
export interface CheckListener {
  /** Values, schemas and invariants. */
  readonly onChecked: (checked: CheckedWorkspace, milliseconds: number) => void
  /** Types, which take longer: errors that `onChecked` has not told in other words. */
  readonly onTypes: (errors: readonly Diagnostic[], directory: string, milliseconds: number) => void
  /** It could not be checked this time. */
  readonly onTrouble: (error: Error) => void
}

interface Surroundings {
  readonly directory: string
  readonly listener: CheckListener
  readonly changes: Changes
}

/** What was told of last. */
interface Told {
  /** Of all that its values depend on. */
  readonly key: string
  readonly typesKey: Promise<string>
  readonly types: Promise<readonly Diagnostic[]>
  readonly tellTypes: (errors: readonly Diagnostic[]) => void
  areTypesTold: boolean
  /** Ends the type check, and what was put off with it. */
  readonly end: () => void
}

/** Checks a workspace again and again, and keeps at hand what the next time needs. Nothing is told twice. */
export class RepeatedCheck {
  private readonly request: CheckRequest
  private readonly context: Context
  private readonly around: Surroundings
  private readonly standby = new StandbyEvaluator()
  private told: Told | undefined

  constructor(request: CheckRequest, context: Context, around: Surroundings) {
    this.request = request
    this.context = context
    this.around = around
  }

  /** Tells of the workspace as it is, as far as that is news; of its types, unless something changes before they are known. */
  async tell(): Promise<void> {
    const since = performance.now()
    const { directory, listener, changes } = this.around
    try {
      const inputs = await inputsHash(directory, toolBuild())
      if (this.told?.key !== inputs.key || (await this.told.typesKey) !== (await typesKey(directory)))
        await this.tellValues(inputs, since)
      const { told } = this
      if (told === undefined || told.areTypesTold) return
      const errors = await Promise.race([told.types, changes.noticed()])
      if (errors === undefined) return
      told.areTypesTold = true
      told.tellTypes(errors)
    } catch (error) {
      if (!(error instanceof Error)) throw error
      this.forget()
      listener.onTrouble(error)
    }
  }

  /** Leaves no process behind, and no folder of the compiler's. */
  async close(): Promise<void> {
    const types = this.told?.types
    this.forget()
    await Promise.all([this.standby.close(), types?.catch(() => {})])
  }

  private forget(): void {
    this.told?.end()
    this.told = undefined
  }

  private async tellValues(inputs: Inputs, since: number): Promise<void> {
    this.forget()
    const { listener } = this.around
    const end = new AbortController()
    const postponed: (() => Promise<void>)[] = []
    const { values, types, typesKey } = startCheck(this.request, this.context, {
      inputs,
      standby: this.standby,
      postpone: (work) => postponed.push(work),
      onValues: (checked) => {
        listener.onChecked(checked, performance.now() - since)
        this.standby.prepare()
      },
      signal: end.signal,
    })
    const { directory } = await values
    const tellTypes = (errors: readonly Diagnostic[]): void => {
      listener.onTypes(errors, directory, performance.now() - since)
      for (const work of postponed) void work()
    }
    this.told = { key: inputs.key, typesKey, types, tellTypes, areTypesTold: false, end: () => end.abort() }
  }
}

async function typesKey(directory: string): Promise<string> {
  return typeInputsKey(await typeInputs(directory, toolBuild()), toolBuild())
}
