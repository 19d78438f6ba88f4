import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type EtcdServer, startEtcd } from '../../support/etcd.ts'
import type { Run } from './process-cost.ts'

/** One of two builds, with sources of its own checkout (each knows its own), an etcd, and another with TLS and users. */
export interface Side {
  readonly run: (words: readonly string[], options?: RunOptions) => Run
  /** What is kept of evaluations; with `areSchemasKnown`, but for what is known of schemas. */
  readonly forget: (options?: { readonly areSchemasKnown?: boolean }) => void
  readonly close: () => Promise<void>
}

interface RunOptions {
  /** The workspace in which one leaf is another. */
  readonly isEdited?: boolean
  /** Against the etcd with TLS and users. */
  readonly isGuarded?: boolean
}

/** Builds what stands in the checkout, and applies its workspace to both etcds. */
export async function openSide(checkout: string, folder: string): Promise<Side> {
  if (!existsSync(join(checkout, 'node_modules')))
    throw new Error(`${checkout} has no node_modules: run npm ci there`)
  execFileSync(process.execPath, ['scripts/build.mjs', '--no-types'], { cwd: checkout, stdio: 'inherit' })
  for (const name of ['kept', 'edited'])
    for (const part of ['configs', 'schemas', 'generated'])
      cpSync(join(checkout, part), join(folder, name, part), { recursive: true })
  const thresholds = join(folder, 'edited/configs/thresholds.ts')
  writeFileSync(thresholds, readFileSync(thresholds, 'utf8').replace('ddos: 0.7,', 'ddos: 0.8,'))
  const servers = [await startEtcd(), await startGuarded(join(folder, 'tls'))] as const
  const cache = join(folder, 'cache')
  const run = (words: readonly string[], { isEdited = false, isGuarded = false }: RunOptions = {}) => ({
    words: words[0] === '-e' ? words : [join(checkout, 'dist/main.js'), ...words],
    directory: join(folder, isEdited ? 'edited' : 'kept'),
    variables: {
      PATH: process.env.PATH,
      HOME: folder,
      XDG_CACHE_HOME: cache,
      XDG_STATE_HOME: join(folder, 'state'),
      ...(isGuarded ? guarded(servers[1], folder) : { ETCDCTL_ENDPOINTS: servers[0].endpoint }),
    },
  })
  for (const isGuarded of [false, true]) once(run(['apply', '--yes', '--env', 'lab'], { isGuarded }))
  return {
    run,
    forget: ({ areSchemasKnown = false } = {}) => {
      const isLeft = areSchemasKnown ? /^(?:code|lints)-/ : /^code-/
      for (const kept of evaluations(folder, isLeft)) rmSync(kept, { recursive: true, force: true })
    },
    close: async () => {
      for (const server of servers) await server.stop()
    },
  }
}

/** What was kept of evaluations, wherever a build keeps it; compiled code of the build itself stays. */
function evaluations(folder: string, isLeft: RegExp): readonly string[] {
  const own = join(folder, 'cache/appia')
  const names = existsSync(own) ? readdirSync(own).filter((name) => !isLeft.test(name)) : []
  return [...names.map((name) => join(own, name)), join(folder, 'kept/.appia/cache')]
}

/** Runs it, not timed. */
export function once({ words, directory, variables }: Run): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, words, {
    cwd: directory,
    env: variables,
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`${words.join(' ')} ended with ${status}: ${stdout}${stderr}`)
}

const password = 'bench'

function guarded(server: EtcdServer, folder: string): NodeJS.ProcessEnv {
  return {
    ETCDCTL_ENDPOINTS: server.secureEndpoint,
    ETCDCTL_CACERT: join(folder, 'tls/server.crt'),
    ETCDCTL_USER: `root:${password}`,
  }
}

async function startGuarded(folder: string): Promise<EtcdServer> {
  mkdirSync(folder)
  const [key, cert] = [join(folder, 'server.key'), join(folder, 'server.crt')]
  const words = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=bench']
  const address = ['-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', key, '-out', cert]
  execFileSync('openssl', [...words, ...address], { stdio: 'pipe' })
  const server = await startEtcd({ tls: { cert, key } })
  await server.enableAuthentication(password)
  return server
}
