import { storeExitCode } from '../../app/index.ts'
import { clustersOf, type EnvironmentHealth, inspectEnvironment, serves } from '../../app/state/index.ts'
import { exitCodes } from '../../model/index.ts'
import type { Command } from '../command.ts'
import { renderHealth, storedLines } from '../render/health.ts'

export const doctor: Command = {
  name: 'doctor',
  summary: 'reach each endpoint; print versions, latency, alarms, known security faults and what is stored',
  usage: '[--env NAME]',
  details: `Exits 6 when an endpoint cannot be reached, serves nobody (a learner, no leader) or refuses to read, 5 when the endpoints
are not of one cluster, 1 when one has an alarm, 0 otherwise; known faults are warned of.`,
  options: {},
  positionals: [0, 0],
  async run(invocation) {
    const health = await inspectEnvironment(invocation)
    const { environment, endpoints, stored, denied } = health
    const json = { environment, endpoints, stored: stored === undefined ? [] : storedLines(stored), denied }
    return { exitCode: verdict(health), text: renderHealth(health), json }
  },
}

function verdict({ endpoints, problem }: EnvironmentHealth) {
  if (clustersOf(endpoints).length > 1) return exitCodes.conflict
  if (endpoints.some((endpoint) => !serves(endpoint))) return exitCodes.unreachable
  if (problem !== undefined) return storeExitCode(problem.code)
  return endpoints.some((endpoint) => (endpoint.alarms ?? []).length > 0) ? exitCodes.error : exitCodes.done
}
