import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { etcdMissing, findExecutable, type Group, toolFolder } from './groups.ts'

/** An etcd that the tests can run on. */
export interface EtcdRelease {
  /** For titles: `etcd 3.6.11`. */
  readonly name: string
  readonly executable: string
  readonly group: Group
  /** Why it cannot run here. */
  readonly missing: string | undefined
}

/** Those built from their Go modules. */
const built = readFileSync(join(import.meta.dirname, '../../scripts/test-etcds.txt'), 'utf8')
  .trim()
  .split('\n')

/** The one in PATH (or of `APPIA_ETCD`), then others, oldest first. */
export const allEtcds: readonly EtcdRelease[] = [
  { name: 'etcd', executable: defaultEtcd(), group: 'etcd', missing: etcdMissing() },
  release('3.5', 'etcd-3.5'),
  ...built.map((version) => release(version, 'etcd-3.6')),
]

/** `APPIA_ETCD`, a path or a version such as `3.6.11`; otherwise the one in PATH. */
export function defaultEtcd(): string {
  const chosen = process.env.APPIA_ETCD
  if (!chosen) return findExecutable('etcd') ?? 'etcd'
  return chosen.includes('/') ? chosen : join(toolFolder, `etcd-${chosen}`)
}

function release(version: string, group: Group): EtcdRelease {
  const executable = join(toolFolder, `etcd-${version}`)
  const missing = existsSync(executable) ? undefined : `no ${executable}: run scripts/install-test-tools.sh`
  return { name: `etcd ${version}`, executable, group, missing }
}
