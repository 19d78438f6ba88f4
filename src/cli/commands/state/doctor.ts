import { storeExitCode } from '../../../app/index.ts'
import { clustersOf, type EnvironmentHealth, inspectEnvironment, serves } from '../../../app/state/index.ts'
import { exitCodes } from '../../../model/index.ts'
import type { Command } from '../../command.ts'
import { renderHealth, storedLines } from '../../render/health.ts'

export const doctor: Command = {
  name: 'doctor',
  summary:
    'reach each endpoint; print versions, latency, alarms, known faults, what is stored, and who has it',
  usage: '[--env NAME]',
  details: `Exits 6 when an endpoint cannot be reached, serves nobody (a learner, no leader) or refuses to read, 5 when the endpoints
are not of one cluster, 1 when one has an alarm, 0 otherwise. Of known faults, and of members that have not what etcd holds
for them, it only warns.`,
  options: {},
  positionals: [0, 0],
  async run(invocation) {
    const health = await inspectEnvironment(invocation)
    const { environment, endpoints, stored, members, denied } = health
    const json = {
      environment,
      endpoints,
      stored: stored === undefined ? [] : storedLines(stored),
      members,
      denied,
    }
    return { exitCode: verdict(health), text: renderHealth(health), json }
  },
}

function verdict({ endpoints, problem }: EnvironmentHealth) {
  if (clustersOf(endpoints).length > 1) return exitCodes.conflict
  if (endpoints.some((endpoint) => !serves(endpoint))) return exitCodes.unreachable
  if (problem !== undefined) return storeExitCode(problem.code)
  return endpoints.some(({ alarms = [] }) => alarms.length > 0) ? exitCodes.error : exitCodes.done
}
