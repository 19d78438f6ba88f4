import { existsSync } from 'node:fs'
import type { Home } from '../../model/index.ts'
import type { Context } from '../context.ts'
import { InvalidInput, usageFailure } from '../failure.ts'
import { compileWorkspace } from '../workspace/compile-workspace.ts'
import { nearestWorkspace } from '../workspace/find-workspace.ts'
import { chooseEnvironment } from './choose-environment.ts'
import { bareEnvironment, embeddedFile, givenOptions } from './open-environment.ts'
import type { OpenStore } from './open-store.ts'
import { withStore } from './with-environment.ts'

/** The environment that a plan or a journal is for, as it says itself. */
export interface PlanTarget extends Home {
  readonly environment: string
}

/**
 * Opens the store that a plan or a journal is for, runs `task`, closes it. Where the endpoints are given, the sources
 * are not evaluated: they may be broken by now, or not be here at all. Otherwise the endpoints are in the workspace.
 */
export async function withPlanTarget<T>(
  context: Context,
  { environment: name, ...home }: PlanTarget,
  task: (open: OpenStore) => Promise<T>,
): Promise<T> {
  const workspace = nearestWorkspace(context)
  const directory = workspace ?? context.directory
  // Only an embedded environment has such a file: whether endpoints may be given with it, the sources know.
  if (areEndpointsGiven(context) && !existsSync(embeddedFile(directory, name))) {
    const environment = bareEnvironment(name, home)
    return await withStore({ directory, environment, context }, task)
  }
  if (workspace === undefined) {
    throw usageFailure(
      `no workspace here, and no endpoints given: where is the etcd of ${name}?`,
      'say it: --endpoints LIST, or ETCDCTL_ENDPOINTS; or name the workspace: --workspace DIR',
    )
  }
  const { environments, diagnostics } = await compileWorkspace(workspace)
  if (environments.length === 0) {
    const text = `where the etcd of ${name} is stands in these sources; or say it: --endpoints LIST\n`
    throw new InvalidInput(diagnostics, workspace, text)
  }
  const environment = chooseEnvironment(environments, context, name)
  return await withStore({ directory, environment, context }, task)
}

/** True where endpoints were named, or etcdctl's variables name them. */
export function areEndpointsGiven(context: Context): boolean {
  const { endpoints, discovery } = givenOptions(context)
  return context.endpoints !== undefined || discovery !== undefined || endpoints.length > 0
}
