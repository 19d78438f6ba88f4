import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { describe, it } from 'vitest'

/** Where scripts/install-test-tools.sh puts what no package manager installs; the caches of vitest's tests lie elsewhere. */
export const toolFolder =
  process.env.APPIA_TEST_TOOLS || join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'appia-tests')

/** What a test may need beyond Node. `APPIA_REQUIRED_GROUPS` (comma list) names those that must not be skipped. */
export type Group =
  | 'etcd'
  | 'etcd-3.5'
  | 'etcd-3.6'
  | 'clang'
  | 'cpp'
  | 'bpf'
  | 'nft'
  | 'acceptance'
  | 'runtimes'
  | 'faketime'
  | 'terminal'
  | 'zsh'
  | 'age'
  | 'browser'
  | 'fish'
  | 'shared'

/**
 * `describe` where the group is available (`reasonMissing` is undefined). Otherwise the tests are skipped with the
 * reason in the title, or fail with it when `APPIA_REQUIRED_GROUPS` names the group.
 */
export function describeGroup(
  group: Group,
  reasonMissing: string | undefined,
  title: string,
  fn: () => void,
): void {
  if (reasonMissing === undefined) {
    describe(title, fn)
  } else if (isRequired(group)) {
    describe(title, () => {
      it(`needs ${group}`, () => {
        throw new Error(`the group "${group}" is required here (APPIA_REQUIRED_GROUPS): ${reasonMissing}`)
      })
    })
  } else {
    console.warn(`skipped, group ${group}: ${title}: ${reasonMissing}`)
    describe.skip(`${title} (skipped: ${reasonMissing})`, fn)
  }
}

/** Why tests with a real etcd cannot run here. */
export function etcdMissing(): string | undefined {
  const chosen = process.env.APPIA_ETCD
  if (!chosen) return missingFromPath('etcd')
  const executable = chosen.includes('/') ? chosen : join(toolFolder, `etcd-${chosen}`)
  return existsSync(executable) ? undefined : `no ${executable}: run scripts/install-test-tools.sh`
}

/** Why tests of the workflows of docs/ci cannot run here. */
export function workflowToolsMissing(): string | undefined {
  return missingFromPath('jq') ?? missingFromPath('curl') ?? etcdMissing()
}

/** Why tests with another implementation of age cannot run here: post-quantum recipients came with 1.3. */
export function ageMissing(): string | undefined {
  const missing = missingFromPath('age')
  if (missing !== undefined) return missing
  const { stdout } = spawnSync('age', ['--version'], { encoding: 'utf8' })
  const [, major, minor] = /^\(?v?(\d+)\.(\d+)/.exec(stdout) ?? []
  const isEnough = Number(major) > 1 || (Number(major) === 1 && Number(minor) >= 3)
  return isEnough ? undefined : `age ${stdout.trim()} is older than 1.3`
}

/** Why tests that drive a terminal cannot run here. */
export function terminalMissing(): string | undefined {
  return missingFromPath('script')
}

/** Why tests with that shell cannot run here. */
export function shellMissing(shell: 'zsh' | 'fish'): string | undefined {
  return missingFromPath(shell)
}

/** Why tests in a browser cannot run here. */
export function browserMissing(): string | undefined {
  return missingFromPath('chromium')
}

/** Why screens cannot be compared here: letters of another font are other pictures. */
export function fontMissing(): string | undefined {
  const file = '/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf'
  return existsSync(file) ? undefined : `no ${file}`
}

/** Why tests that move the clock cannot run here. */
export function faketimeMissing(): string | undefined {
  return missingFromPath('faketime')
}

/** Why tests that compile C cannot run here. */
export function clangMissing(): string | undefined {
  return missingFromPath('clang')
}

/** Why tests that compile C++ cannot run here. */
export function cppMissing(): string | undefined {
  const missing = ['g++', 'clang++', 'cmake'].map(missingFromPath).find(Boolean)
  if (missing !== undefined) return missing
  const { stdout: clang } = spawnSync('clang++', ['-print-resource-dir'], { encoding: 'utf8' })
  // Without the last one clang++ has no sanitizers and no fuzzer.
  const fuzzer = `${clang.trim()}/include/fuzzer/FuzzedDataProvider.h`
  const headers = ['/usr/include/openssl/kdf.h', '/usr/include/nlohmann/json.hpp', fuzzer]
  const absent = headers.find((file) => !existsSync(file))
  return absent && `no ${absent}`
}

/** Why tests that check Python cannot run here. */
export function mypyMissing(): string | undefined {
  return missingFromPath('mypy')
}

/** Why tests that load BPF objects cannot run here. Creates and removes one small map to find out. */
export function bpfMissing(): string | undefined {
  const missing = needsRoot() ?? missingFromPath('bpftool')
  if (missing !== undefined) return missing
  const pin = `/sys/fs/bpf/appia-probe-${process.pid}`
  const map = [
    'map',
    'create',
    pin,
    'type',
    'array',
    'key',
    '4',
    'value',
    '4',
    'entries',
    '1',
    'name',
    'probe',
  ]
  const reason = failureOf('bpftool', map)
  rmSync(pin, { force: true })
  return reason
}

/** Why tests that load nftables rules cannot run here. */
export function nftMissing(): string | undefined {
  return needsRoot() ?? missingFromPath('nft') ?? failureOf('nft', ['list', 'tables'])
}

/** Why the whole of ML Defender cannot run here: etcd, components in C++, a program in the kernel, sets of nftables. */
export function acceptanceMissing(): string | undefined {
  const socket = '/usr/include/zmq.h'
  const noSocket = existsSync(socket) ? undefined : `no ${socket}`
  return etcdMissing() ?? cppMissing() ?? clangMissing() ?? nftMissing() ?? bpfMissing() ?? noSocket
}

/** The folder of data that the project shares with others, beside the project's own. */
export const sharedFolder = join(import.meta.dirname, '../../../shared')

/** Why tests that read `sharedFolder` cannot run here. */
export function sharedMissing(): string | undefined {
  return existsSync(sharedFolder) ? undefined : '../shared is not there'
}

/** The path of an executable in PATH (and the usual system folders), or undefined. */
export function findExecutable(name: string): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin']
  return folders.map((folder) => join(folder, name)).find(isExecutable)
}

function isRequired(group: Group): boolean {
  return (process.env.APPIA_REQUIRED_GROUPS ?? '').split(',').some((name) => name.trim() === group)
}

function missingFromPath(name: string): string | undefined {
  return findExecutable(name) === undefined ? `no ${name} in PATH` : undefined
}

function needsRoot(): string | undefined {
  return process.getuid?.() === 0 ? undefined : 'not root'
}

function failureOf(command: string, parameters: readonly string[]): string | undefined {
  const result = spawnSync(findExecutable(command) ?? command, parameters, { encoding: 'utf8' })
  if (result.status === 0) return undefined
  const text = (result.error?.message ?? result.stderr ?? result.stdout).trim().split('\n')[0]
  return `${command} ${parameters.slice(0, 2).join(' ')} failed: ${text}`
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
