import { readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { type Environment, exitCodes, type Home, type Store } from '../../model/index.ts'
import {
  discoverEndpoints,
  etcdOptions,
  exposureOf,
  openEmbeddedStore,
  openEtcdStore,
} from '../../store/index.ts'
import type { Context } from '../context.ts'
import { Failure, usageFailure } from '../failure.ts'
import { fileProblem } from '../file-problem.ts'
import { readOnlyStore } from './read-only-store.ts'

/** An environment of which nothing but its prefix is known: its sources were not evaluated. */
export function bareEnvironment(name: string, { prefix, workspace }: Home): Environment {
  return {
    name,
    workspace,
    store: 'etcd',
    endpoints: [],
    prefix,
    isProtected: false,
    signers: [],
    readable: [],
  }
}

/** Opens the environment's store, for reading alone where the context says so. Endpoints given with an embedded store are a usage error. */
export async function openStore(
  environment: Environment,
  at: { readonly directory: string; readonly context: Context },
): Promise<Store> {
  const store = await openWritable(environment, at)
  return at.context.isReadOnly ? readOnlyStore(store) : store
}

async function openWritable(
  environment: Environment,
  { directory, context }: { readonly directory: string; readonly context: Context },
): Promise<Store> {
  if (environment.store === 'embedded') {
    if ((context.endpoints ?? context.discoverySrv) !== undefined)
      throw embeddedWithEndpoints(environment.name)
    return await openEmbeddedStore({ file: embeddedFile(directory, environment.name) })
  }
  return await openEtcd(environment, context)
}

/** What was named wins over etcdctl's variables, these over the endpoints of the workspace. */
async function openEtcd(environment: Environment, context: Context): Promise<Store> {
  const { endpoints: named, permissions, onWarning = () => undefined } = context
  if (named?.trim() === '') throw usageFailure('--endpoints names none', endpointHelp)
  const given = givenOptions(context)
  const { caFile, certFile, keyFile, problems, warnings, discovery, ...connection } = given
  if (problems[0] !== undefined)
    throw usageFailure(problems[0], 'docs/etcd.md lists what each variable means')
  const endpoints = discovery === undefined ? given.endpoints : await discoverEndpoints(discovery)
  const chosen = endpoints.length > 0 ? endpoints : environment.endpoints
  for (const endpoint of chosen) refuseMalformed(endpoint)
  for (const warning of warnings) onWarning(warning)
  if (endpoints.length === 0 && !permissions.areSourceEndpointsTrusted) refuseUntrusted(chosen, given)
  const { isPlaintextPasswordAllowed } = permissions
  for (const endpoint of chosen) refuseExposure(endpoint, given, isPlaintextPasswordAllowed)
  return await openEtcdStore({
    ...connection,
    endpoints: chosen,
    isPlaintextPasswordAllowed,
    onWarning,
    ...(await readPem('ca', caFile)),
    ...(await readPem('cert', certFile)),
    ...(await readPem('key', keyFile)),
  })
}

type Given = ReturnType<typeof etcdOptions>

/** What the command line and etcdctl's variables say of the etcd to use. */
export function givenOptions({ endpoints, discoverySrv, variables }: Context): Given {
  const flags = {
    ...(endpoints !== undefined && { endpoints: endpoints.split(',') }),
    ...(discoverySrv !== undefined && { discoverySrv }),
  }
  return etcdOptions({ flags, environment: variables })
}

/** Whoever wrote the sources could name an endpoint of their own and be sent the operator's password. */
function refuseUntrusted(endpoints: readonly string[], given: Given): void {
  const variables = {
    ETCDCTL_USER: given.user,
    ETCDCTL_AUTH_JWT_TOKEN: given.token,
    ETCDCTL_CERT: given.certFile,
    ETCDCTL_KEY: given.keyFile,
    ETCDCTL_CACERT: given.caFile,
  }
  const set = Object.entries(variables).flatMap(([name, value]) => (value === undefined ? [] : [name]))
  if (set.length === 0) return
  throw new Failure(
    exitCodes.refused,
    `credentials (${set.join(', ')}) do not go to ${endpoints.join(',')}, which only the sources name`,
    {
      help: `where these are yours: --endpoints ${endpoints.join(',')} or ETCDCTL_ENDPOINTS; for whatever the sources name: --trust-endpoints`,
    },
  )
}

function refuseExposure(endpoint: string, given: Given, isPlaintextPasswordAllowed: boolean): void {
  const exposure = exposureOf({
    endpoint,
    password: given.password ?? given.token,
    hasAuthority: given.caFile !== undefined,
    hasCertificate: given.certFile !== undefined,
    isPlaintextPasswordAllowed,
  })
  if (exposure === undefined) return
  if (exposure.kind === 'no-tls') {
    throw usageFailure(
      exposure.message,
      'write https://, or unset ETCDCTL_CACERT, ETCDCTL_CERT and ETCDCTL_KEY',
    )
  }
  throw new Failure(exitCodes.refused, exposure.message, {
    help: 'write https://host:port; where the network itself is private: --allow-plaintext-password',
  })
}

const endpointHelp = 'write host:port, https://host:port or unix:///path; several with commas between'

function refuseMalformed(endpoint: string): void {
  if (/^unixs?:\/\/[^,\s]+$/.test(endpoint)) return
  const [, port] = /^(?:https?:\/\/)?(?:[\w.-]+|\[[\da-fA-F:.]+\]):(\d{1,5})$/.exec(endpoint) ?? []
  if (port !== undefined && Number(port) >= 1 && Number(port) <= 65_535) return
  throw usageFailure(`"${endpoint}" is not an endpoint`, endpointHelp)
}

async function readPem(
  name: 'ca' | 'cert' | 'key',
  file: string | undefined,
): Promise<{ [name: string]: Buffer }> {
  if (file === undefined) return {}
  const content = await readFile(file).catch((error: unknown) => {
    throw usageFailure(
      `cannot read ${file}: ${fileProblem(error)}`,
      'check ETCDCTL_CACERT, ETCDCTL_CERT and ETCDCTL_KEY',
    )
  })
  return { [name]: content }
}

/** In CI a write to the embedded store must be meant: it reaches nobody. */
export function refuseSilentEmbeddedWrite(environment: Environment, context: Context): void {
  const isMeant = context.environment !== undefined
  if (environment.store !== 'embedded' || isMeant || !context.variables.CI) return
  throw usageFailure(
    `environment ${environment.name} is the embedded store: an apply in CI would reach nobody`,
    `name the environment that is meant: --env NAME (--env ${environment.name} if it is this one)`,
  )
}

/** Said wherever the embedded store is written or shown. */
export function describeStore(store: Store, directory: string): string {
  if (store.kind === 'etcd') return store.name
  const file = embeddedName(store.name, directory)
  return `embedded store ${file}, nothing leaves this machine`
}

/** Where an embedded environment is kept. */
export function embeddedFile(directory: string, environment: string): string {
  return join(directory, '.appia', `${environment}.store`)
}

function embeddedName(name: string, directory: string): string {
  const file = name.replace(/^embedded /, '')
  return file.startsWith(directory) ? relative(directory, file) : file
}

function embeddedWithEndpoints(name: string): Error {
  return usageFailure(
    `environment ${name} is the embedded store and has no endpoints`,
    'leave out --endpoints, or choose an environment with an etcd: --env NAME',
  )
}
