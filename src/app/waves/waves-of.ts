import { type Environment, hasErrors } from '../../model/index.ts'
import type { Context } from '../context.ts'
import { areEndpointsGiven } from '../environment/with-plan-target.ts'
import { InvalidInput, usageFailure } from '../failure.ts'
import { compileWorkspace } from '../workspace/compile-workspace.ts'
import { findWorkspace } from '../workspace/find-workspace.ts'

/** Environments that are applied before those of the next wave, in the order of the sources. */
export interface Wave {
  readonly number: number
  /** Names; at least one. */
  readonly environments: readonly string[]
}

/** All environments of a workspace. */
export interface WorkspaceWaves {
  /** Its name. */
  readonly workspace: string
  /** In order. */
  readonly waves: readonly Wave[]
  /** Those in the embedded store where this is a job of CI: what is written there reaches nobody. */
  readonly leftOut: readonly string[]
}

/** Throws `InvalidInput` for broken sources, and a usage `Failure` where one environment, or an etcd for all, was named. */
export async function wavesIn(context: Context): Promise<WorkspaceWaves> {
  if (context.environment !== undefined)
    throw usageFailure('--env names one environment, --all-environments takes all', 'say one of the two')
  if (areEndpointsGiven(context))
    throw usageFailure(
      'one etcd was named for all environments',
      'leave out --endpoints and --discovery-srv, and unset ETCDCTL_ENDPOINTS and ETCDCTL_DISCOVERY_SRV: the sources name that of each',
    )
  const directory = findWorkspace(context)
  const { name: workspace, environments, diagnostics } = await compileWorkspace(directory)
  if (environments.length === 0 || hasErrors(diagnostics)) throw new InvalidInput(diagnostics, directory)
  const isLeftOut = ({ store }: Environment): boolean => store === 'embedded' && !!context.variables.CI
  return {
    workspace,
    waves: wavesOf(environments.filter((each) => !isLeftOut(each))),
    leftOut: environments.filter(isLeftOut).map(({ name }) => name),
  }
}

function wavesOf(environments: readonly Environment[]): Wave[] {
  const numbers = [...new Set(environments.map(({ wave = 1 }) => wave))].sort((a, b) => a - b)
  return numbers.map((number) => ({
    number,
    environments: environments.filter(({ wave = 1 }) => wave === number).map(({ name }) => name),
  }))
}
