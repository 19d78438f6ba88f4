import {
  describeStore,
  knownFaults,
  type OpenEnvironment,
  rotationComplaints,
  storeExitCode,
  withEnvironment,
} from '../../app/index.ts'
import { inspectCollections, measureToolData, readLive, readNewestApply } from '../../apply/index.ts'
import { type EndpointStatus, exitCodes, StoreError } from '../../model/index.ts'
import type { Command, Invocation } from '../command.ts'
import { renderCollectionState } from '../render/collection.ts'
import { plural } from '../render/diagnostics.ts'
import { renderHistorySize } from '../render/trim.ts'
import { renderBytes } from '../render/values.ts'

export const doctor: Command = {
  name: 'doctor',
  summary: 'reach each endpoint; print versions, latency, alarms, known security faults and what is stored',
  usage: '[--env NAME]',
  details:
    'Exits 6 when an endpoint cannot be reached or refuses to read, 1 when one has an alarm, 0 otherwise; security faults are warned of.',
  options: {},
  positionals: [0, 0],
  async run(invocation) {
    return await withEnvironment(invocation, async (open) => {
      const endpoints = await open.store.status()
      const { stored, problem } = endpoints.some((endpoint) => endpoint.reachable)
        ? await readStored(open, invocation)
        : { stored: [] }
      const lines = [
        `${open.environment.name} · ${describeStore(open.store, open.directory)}`,
        ...endpoints.flatMap(endpointLines),
        ...stored,
        ...(problem === undefined ? [] : [`  ✗ what is stored cannot be read: ${problem.message}`]),
      ]
      const json = {
        environment: open.environment.name,
        endpoints: endpoints.map((endpoint) => ({ ...endpoint, faults: faultsOf(endpoint) })),
        stored,
      }
      return { exitCode: verdict(endpoints, problem), text: `${lines.join('\n')}\n`, json }
    })
  },
}

function verdict(endpoints: readonly EndpointStatus[], problem: StoreError | undefined) {
  if (endpoints.some((endpoint) => !endpoint.reachable)) return exitCodes.unreachable
  if (problem !== undefined) return storeExitCode(problem.code)
  return endpoints.some((endpoint) => (endpoint.alarms ?? []).length > 0) ? exitCodes.error : exitCodes.done
}

function endpointLines(endpoint: EndpointStatus): string[] {
  if (!endpoint.reachable) return [`  ✗ ${endpoint.endpoint}  ${endpoint.problem ?? 'not reachable'}`]
  const facts = [
    endpoint.version === undefined ? '' : `version ${endpoint.version}`,
    endpoint.latencyMilliseconds === undefined ? '' : `${endpoint.latencyMilliseconds.toFixed(1)} ms`,
    endpoint.sizeBytes === undefined ? '' : renderBytes(endpoint.sizeBytes),
    endpoint.isLeader === true ? 'leader' : '',
  ].filter((fact) => fact !== '')
  return [
    `  ✓ ${endpoint.endpoint}  ${facts.join(' · ')}`,
    ...(endpoint.alarms ?? []).map((alarm) => `    ! alarm ${alarm}: ${alarmHelp(alarm)}`),
    ...faultsOf(endpoint).map((fault) => `    ! ${fault}`),
  ]
}

function alarmHelp(alarm: string): string {
  return alarm === 'NOSPACE'
    ? 'every write is refused: etcdctl compact REVISION, etcdctl defrag, etcdctl alarm disarm'
    : 'restore this member from a good one'
}

function faultsOf(endpoint: EndpointStatus): string[] {
  return endpoint.version === undefined ? [] : knownFaults(endpoint.version)
}

/** An endpoint that refuses to read still says its version: that is what one looks for when something is wrong. */
async function readStored(
  open: OpenEnvironment,
  invocation: Invocation,
): Promise<{ readonly stored: readonly string[]; readonly problem?: StoreError }> {
  try {
    return { stored: await storedLines(open, invocation) }
  } catch (error) {
    if (error instanceof StoreError) return { stored: [], problem: error }
    throw error
  }
}

async function storedLines(
  { store, environment, workspace }: OpenEnvironment,
  { withProgress }: Invocation,
): Promise<string[]> {
  const { prefix } = environment
  const managedPrefixes = workspace.managedPrefixes.map((managed) => `${prefix}${managed}`)
  const live = await readLive(store, { prefix, managedPrefixes })
  const newest = await readNewestApply(store, prefix)
  const size = await withProgress('measuring', (report) =>
    measureToolData({ store, prefix, onProgress: (progress) => report({ ...progress, unit: 'blobs' }) }),
  )
  const foreign = [...live.entries.keys()].filter((key) => !live.index.has(key))
  const owner = live.owner === undefined ? 'nobody yet' : `${live.owner.workspace}/${live.owner.environment}`
  return [
    `  revision ${live.revision} · cluster ${live.cluster}`,
    `  owned by ${owner} · ${newest === undefined ? 'never applied' : `last apply @${newest.seq}`}`,
    `  ${plural(live.index.size, 'managed key')}, ${plural(foreign.length, 'foreign key')}`,
    ...renderHistorySize(size),
    ...(await inspectCollections(store, prefix, live)).flatMap(renderCollectionState),
    ...(await rotationComplaints(store, prefix)).map((complaint) => `  ! ${complaint}`),
  ]
}
