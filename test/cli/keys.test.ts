import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { exitCodes } from '../../src/model/index.ts'
import { appia } from '../support/appia.ts'
import { type Arena, arena, succeed } from './main-job.ts'

const embedded = async (): Promise<readonly string[]> => ['--env', 'local']

describe('appia keygen', () => {
  it('writes an identity that only its owner may read, prints the recipient, and never overwrites', async () => {
    const { workspace, keygen } = await keysArena()
    const { recipient, file } = await keygen('sniffer@gw-01')
    expect(statSync(file).mode & 0o777).toBe(0o400)
    const content = readFileSync(file, 'latin1')
    expect(content).toMatch(/^# public key: age1[^\n]+\nAGE-SECRET-KEY-1[0-9A-Z]+\n$/)
    expect(content).toContain(recipient)
    const again = await keygen('sniffer@gw-01').catch((error: unknown) => error)
    expect(again).toMatchObject({ ran: { exitCode: exitCodes.refused } })
    expect(readFileSync(join(workspace.directory, 'sniffer@gw-01.identity'), 'latin1')).toBe(content)
  })

  it('refuses what is not component@node, exit 3', async () => {
    const { keygen } = await keysArena()
    expect(await keygen('sniffer').catch((error: unknown) => error)).toMatchObject({
      ran: { exitCode: exitCodes.usage },
    })
  })
})

describe('appia rotate', () => {
  it('without a policy that was applied says what to do, exit 4', async () => {
    const { run } = await keysArena()
    const ran = await run('rotate')
    expect(ran.exitCode).toBe(exitCodes.invalid)
    expect(ran.stdout).toContain('apply it')
  })

  it('begins the first rotation, names who has not acknowledged, and goes on without them only by name', async () => {
    const { run, declare } = await keysArena()
    await declare('sniffer@gw-01')
    const begun = await succeed(run('rotate', '--if-due'))
    expect(begun.stdout).toContain('✓ a new key is sealed for every member (generation 1)')
    expect(begun.stdout).toMatch(/waiting for sniffer@gw-01 to acknowledge key k1-[0-9a-f]{16}/)
    expect((await run('rotate', '--force', 'sniffer@gw-01')).exitCode).toBe(exitCodes.usage)
    const forced = await succeed(run('rotate', '--force', 'sniffer@gw-01', '--reason', 'not built yet'))
    expect(forced.stdout).toContain('✓ the new key is primary (generation 3)')
    const { stdout } = await succeed(run('status'))
    expect(stdout).toMatch(/key k1-[0-9a-f]{16} is primary for \d+ s · next rotation \d{4}-/)
    expect(stdout).toMatch(/! sniffer@gw-01 was left behind by .+: not built yet/)
    expect(stdout).toMatch(/sniffer@gw-01 +not alive/)
  })

  it('speaks JSON', async () => {
    const { run, declare } = await keysArena()
    await declare('sniffer@gw-01')
    const { stdout } = await succeed(run('rotate', '--json'))
    expect(JSON.parse(stdout)).toMatchObject({ kind: 'waits', taken: [{ kind: 'begin', generation: 1 }] })
  })
})

describe('appia check', () => {
  it('refuses a policy that contradicts itself, at its place, exit 4', async () => {
    const { workspace, run } = await keysArena()
    workspace.edit('configs/rotation.ts', 'grace: seconds(300)', 'grace: seconds(30)')
    const ran = await run('check')
    expect(ran.exitCode).toBe(exitCodes.invalid)
    expect(ran.stderr).toContain(
      'error[rotation-policy]: grace (30 s) is shorter than the longest message age (60 s)',
    )
    expect(ran.stderr).toContain('configs/rotation.ts:')
  })
})

describe('appia doctor', () => {
  it('complains of a bare seed', async () => {
    const { workspace, run } = await keysArena()
    workspace.edit('configs/rotation.ts', 'members: {}', "members: { 'sniffer@gw-01': 'plaintext' }")
    await succeed(run('apply', '--yes'))
    const rotated = await succeed(run('rotate', '--json'))
    expect(rotated.stdout).not.toContain('seed')
    const { stdout } = await run('doctor')
    expect(stdout).toContain('! sniffer@gw-01 is given the bare seed')
    expect(stdout).toContain('! a bare seed lies in /keys/encryption/keyset')
  })
})

interface KeysArena extends Arena {
  keygen(member: string): Promise<{ recipient: string; file: string }>
  /** Makes an identity, declares its recipient and applies. */
  declare(member: string): Promise<void>
}

async function keysArena(): Promise<KeysArena> {
  const { workspace, run } = await arena(embedded)
  const keygen = async (member: string): Promise<{ recipient: string; file: string }> => {
    const ran = await appia(['keygen', member, '--json'], workspace)
    if (ran.exitCode !== exitCodes.done) throw Object.assign(new Error(ran.stderr), { ran })
    return JSON.parse(ran.stdout) as { recipient: string; file: string }
  }
  const declare = async (member: string): Promise<void> => {
    const { recipient } = await keygen(member)
    workspace.edit('configs/rotation.ts', 'members: {}', `members: { '${member}': '${recipient}' }`)
    await succeed(run('apply', '--yes'))
  }
  return { workspace, run, keygen, declare }
}
