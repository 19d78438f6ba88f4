import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { exitCodes } from '../../model/index.ts'
import type { Context } from '../context.ts'
import { Failure, InvalidInput } from '../failure.ts'
import { fileProblem } from '../file-problem.ts'
import { planSources } from '../plan/plan-sources.ts'
import type { PlannedEnvironment } from '../plan/reviewed-plan.ts'
import type { PlannedAll, PlannedOne } from './planned-all.ts'
import { wavesIn } from './waves-of.ts'

/** What is asked of the plans. */
export interface PlanAllRequest {
  /** Each plan that can be applied is saved there, as ENVIRONMENT.plan.json. */
  readonly folder?: string
  /** Signs those that are saved. */
  readonly keyFile?: string
  readonly areSecretsResolved: boolean
}

/** Plans what the sources say for each environment against its store. Writes to none. */
export async function planAll({ folder, ...request }: PlanAllRequest, context: Context): Promise<PlannedAll> {
  if (folder !== undefined) await makeFolder(folder, context)
  return await planEach(context, (named, environment) =>
    planSources(
      { ...request, ...(folder !== undefined && { file: join(folder, `${environment}.plan.json`) }) },
      named,
    ),
  )
}

/** Asks for one plan after the other; a failure in one environment keeps nobody from seeing the others, errors in the sources do. */
export async function planEach(
  context: Context,
  planOne: (named: Context, environment: string) => Promise<PlannedEnvironment>,
): Promise<PlannedAll> {
  const all = await wavesIn(context)
  const environments: PlannedOne[] = []
  for (const { number: wave, environments: names } of all.waves) {
    for (const environment of names) {
      if (context.signal.aborted) throw new Failure(exitCodes.interrupted, 'not applied: interrupted')
      const planned = await orFailure(environment, planOne({ ...context, environment }, environment))
      environments.push({ environment, wave, planned })
    }
  }
  return { ...all, environments }
}

async function orFailure<T>(environment: string, task: Promise<T>): Promise<T | Failure> {
  try {
    return await task
  } catch (error) {
    if (error instanceof Failure && error.exitCode !== exitCodes.usage) return error
    if (error instanceof InvalidInput)
      throw new InvalidInput(error.diagnostics, error.directory, `${environment} cannot be planned\n`)
    throw error
  }
}

async function makeFolder(folder: string, { directory }: Context): Promise<void> {
  try {
    await mkdir(resolve(directory, folder), { recursive: true, mode: 0o700 })
  } catch (error) {
    throw new Failure(exitCodes.error, `cannot make the folder ${folder}: ${fileProblem(error)}`, {
      cause: error,
    })
  }
}
