import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'

/** A network namespace of one test's own: its firewall is nobody else's. Removed by `remove`. */
export interface NetworkNamespace {
  readonly name: string
  /** What runs nft in it. */
  readonly nft: readonly [string, ...string[]]
  /** Runs a program in it, with a text on its standard input, and gives what it printed. */
  run(program: string, parameters: readonly string[], input?: string): string
  remove(): void
}

export function createNetworkNamespace(): NetworkNamespace {
  const name = `appia-test-${randomBytes(6).toString('hex')}`
  execFileSync('ip', ['netns', 'add', name])
  return {
    name,
    nft: ['ip', 'netns', 'exec', name, 'nft'],
    run: (program, parameters, input = '') =>
      execFileSync('ip', ['netns', 'exec', name, program, ...parameters], {
        input,
        encoding: 'utf8',
        stdio: 'pipe',
      }),
    remove: () => execFileSync('ip', ['netns', 'delete', name]),
  }
}
