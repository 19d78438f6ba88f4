import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { identityToRecipient } from 'age-encryption'
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { createIdentity } from '../../src/app/rotation/index.ts'
import { isHybridRecipient } from '../../src/model/index.ts'
import {
  createHybridIdentityFile,
  createIdentityFile,
  type Identity,
  isRecipient,
  type NewIdentity,
  openSeed,
  openText,
  parseIdentityFile,
  parsePolicy,
  type RotationPolicy,
  sealSeed,
  sealText,
} from '../../src/rotation/index.ts'
import { createKey } from '../../src/rotation/new-key.ts'
import { contextIn } from '../app/a-context.ts'
import { ageMissing, describeGroup } from '../support/groups.ts'

async function read({ content }: NewIdentity): Promise<Identity> {
  return (await parseIdentityFile(Buffer.from(content))) as Identity
}

describe('a post-quantum hybrid identity', () => {
  it('has the recipient that age knows it under, and its file is read back and zeroed', async () => {
    const { content, recipient } = await createHybridIdentityFile()
    const text = content.toString()
    const secret = /^AGE-SECRET-KEY-PQ-1[0-9A-Z]+$/m.exec(text)?.[0] ?? ''
    expect(await identityToRecipient(secret)).toBe(recipient)
    expect([isRecipient(recipient), isHybridRecipient(recipient)]).toEqual([true, true])
    expect((await parseIdentityFile(content))?.recipient).toBe(recipient)
    expect(content.every((byte) => byte === 0)).toBe(true)
  })

  it('opens seeds and texts that were sealed for it, and nobody else does', async () => {
    const [own, other] = [await createHybridIdentityFile(), await createHybridIdentityFile()]
    const frame = { path: '/keys/encryption/keyset', keyId: 'k1', member: 'a@1', seed: Buffer.alloc(32, 7) }
    const sealed = await sealSeed(frame, own.recipient)
    expect(await openSeed(sealed, await read(own), frame)).toEqual(frame.seed)
    expect(await openSeed(sealed, await read(other), frame)).toBeUndefined()
    const text = await sealText('hunter2 ü', [own.recipient, other.recipient])
    for (const each of [own, other]) expect(await openText(text, await read(each))).toBe('hunter2 ü')
    expect(await openText(text, await read(createIdentityFile()))).toBeUndefined()
  })

  it('is never sealed for together with an X25519 one, nor is a text for nobody', async () => {
    const { recipient } = await createHybridIdentityFile()
    for (const recipients of [[recipient, createIdentityFile().recipient], []])
      await expect(sealText('hunter2', recipients)).rejects.toThrow('recipients of one kind')
  })

  it('may be one member of a rotation and an X25519 one another: each seed is sealed by itself', async () => {
    const [hybrid, plain] = [await createHybridIdentityFile(), createIdentityFile()]
    const { policy, problems } = parsePolicy({
      ...{ algorithm: 'chacha20-poly1305', interval: 24, grace: 60, longestMessageAge: 30, keepPrevious: 1 },
      members: { 'a@1': hybrid.recipient, 'b@1': plain.recipient },
    })
    expect(problems).toEqual([])
    const at = { path: '/keys/encryption/keyset', generation: 1 }
    const { id, sealed } = await createKey(policy as RotationPolicy, at)
    const seeds = [
      await openSeed(sealed['a@1'] ?? '', await read(hybrid), { path: at.path, keyId: id, member: 'a@1' }),
      await openSeed(sealed['b@1'] ?? '', await read(plain), { path: at.path, keyId: id, member: 'b@1' }),
    ]
    expect(seeds[0]).toHaveLength(32)
    expect(seeds[0]).toEqual(seeds[1])
  })

  it('is made by keygen where that is asked for, in a file of its owner', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'appia-keygen-'))
    onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
    const made = await createIdentity({ member: 'a@1', isPostQuantum: true }, contextIn(directory))
    expect(isHybridRecipient(made.recipient)).toBe(true)
    expect(statSync(made.file).mode & 0o777).toBe(0o400)
    expect((await parseIdentityFile(readFileSync(made.file)))?.recipient).toBe(made.recipient)
  })

  it('has no recipient of another length, kind or checksum', async () => {
    const { recipient } = await createHybridIdentityFile()
    expect(isRecipient(recipient.slice(0, -1))).toBe(false)
    expect(isRecipient(recipient.toUpperCase())).toBe(false)
    expect(isRecipient(`${recipient.slice(0, 100)}q${recipient.slice(101)}x`)).toBe(false)
    expect(isHybridRecipient(createIdentityFile().recipient)).toBe(false)
  })

  it('shows nothing of its key when it is printed', async () => {
    const { inspect } = await import('node:util')
    for (const made of [await createHybridIdentityFile(), createIdentityFile()]) {
      const [, secret = ''] = /(AGE-SECRET-KEY\S+)/.exec(made.content.toString()) ?? []
      const identity = await read(made)
      expect(secret).not.toBe('')
      expect(inspect(identity, { depth: 9, showHidden: true }) + JSON.stringify(identity)).not.toContain(
        secret,
      )
    }
  })
})

describeGroup('age', ageMissing(), 'the age of others', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'appia-age-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const age = (words: readonly string[], input: string) =>
    spawnSync('age', words, { input, encoding: 'utf8' })

  it.each([
    ['X25519', async () => createIdentityFile()],
    ['post-quantum hybrid', createHybridIdentityFile],
  ])('opens a text that was sealed here, and seals one that is opened here: %s', async (_, create) => {
    const made = await create()
    const file = join(folder, 'identity')
    writeFileSync(file, made.content)
    const opened = age(['--decrypt', '-i', file], await sealText('hunter2', [made.recipient]))
    expect([opened.stdout, opened.stderr]).toEqual(['hunter2', ''])
    const sealed = age(['--encrypt', '--armor', '-r', made.recipient], 'hunter3')
    expect(sealed.stderr).toBe('')
    expect(await openText(sealed.stdout, await read(made))).toBe('hunter3')
  })
})
