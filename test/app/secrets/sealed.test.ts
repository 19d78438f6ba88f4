import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { applyFile, applySources, rollBack } from '../../../src/app/apply/index.ts'
import { checkWorkspace } from '../../../src/app/check/index.ts'
import { planSources } from '../../../src/app/plan/index.ts'
import type { JsonValue } from '../../../src/model/index.ts'
import {
  createHybridIdentityFile,
  createIdentityFile,
  type Identity,
  openText,
  parseIdentityFile,
} from '../../../src/rotation/index.ts'
import { openEmbeddedStore } from '../../../src/store/index.ts'
import { copyWorkspace } from '../../support/workspace.ts'
import { contextIn, reviewer } from '../a-context.ts'

const [one, two] = [createIdentityFile(), createIdentityFile()]
const schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  'x-effect': 'restart',
  additionalProperties: false,
  properties: {
    host: { type: 'string' },
    password: { type: ['string', 'null'], minLength: 4, 'x-secret': 'sealed' },
    second: { type: ['string', 'null'], 'x-secret': 'sealed' },
  },
}

const index = (recipients: Readonly<Record<string, string>>, source = "fromEnv('DB_PW')") => `
import { component, fromEnv, kept, secret, workspace } from 'appia'
const shop = component('shop', { host: 'db1', password: secret('db-pw') })
export default workspace({
  name: 'shop', components: { shop }, languages: [],
  environments: {
    lab: { store: 'embedded', secrets: { 'db-pw': ${source} }, recipients: ${JSON.stringify(recipients)} },
  },
})
`

function workspaceWith(recipients: Readonly<Record<string, string>>) {
  const workspace = copyWorkspace(join(import.meta.dirname, 'nothing'))
  for (const folder of ['configs', 'schemas']) mkdirSync(join(workspace.directory, folder))
  workspace.write('schemas/shop.schema.json', JSON.stringify(schema))
  workspace.write('configs/index.ts', index(recipients))
  return workspace
}

const held = async (directory: string): Promise<{ readonly host: string; readonly password: string }> => {
  const store = await openEmbeddedStore({ file: join(directory, '.appia/lab.store') })
  try {
    const { kvs } = await store.range({ key: '/config/shop/json' })
    return JSON.parse(Buffer.from(kvs[0]?.value ?? []).toString())
  } finally {
    await store.close()
  }
}

const opened = async (text: string, { content }: { readonly content: Buffer }) =>
  await openText(text, (await parseIdentityFile(Buffer.from(content))) as Identity)

describe('a workspace with a sealed secret', () => {
  it('seals it for its members, leaves it while it can, and seals it anew for those that come', async () => {
    const workspace = workspaceWith({ 'shop@gw-01': one.recipient, 'other@gw-01': two.recipient })
    const { directory } = workspace
    const run = async (variables: Readonly<Record<string, string>>, permissions = {}) => {
      const context = { ...contextIn(directory, { isAgreed: true, ...permissions }), variables }
      return (await applySources(context, reviewer().reviewer)).kind
    }
    await expect(run({ DB_PW: 'abc' })).rejects.toMatchObject({ diagnostics: [{ code: 'secret-unfit' }] })
    expect(await run({ DB_PW: 'CANARY-1' })).toBe('outcomes')
    const first = await held(directory)
    expect(await opened(first.password, one)).toBe('CANARY-1')
    expect(await opened(first.password, two)).toBeUndefined()

    // Its source is not needed, and not read, while nothing asks for it.
    expect(await run({})).toBe('nothing-to-apply')
    workspace.edit('configs/index.ts', "'db1'", "'db2'")
    expect(await run({})).toBe('outcomes')
    expect(await held(directory)).toEqual({ host: 'db2', password: first.password })
    expect(await run({ DB_PW: 'CANARY-2' })).toBe('nothing-to-apply')
    expect(await run({ DB_PW: 'CANARY-2' }, { reseal: ['db-pw'] })).toBe('outcomes')
    expect(await opened((await held(directory)).password, one)).toBe('CANARY-2')

    // Another member: the plan says so, with its sources read or not, and the digest is the same.
    workspace.edit('configs/index.ts', '"other@gw-01"', '"shop@gw-02"')
    const context = { ...contextIn(directory), variables: { DB_PW: 'CANARY-2' } }
    const plans = [false, true].map((areSecretsResolved) => planSources({ areSecretsResolved }, context))
    const [plain, read] = (await Promise.all(plans)).map(({ plan }) => plan)
    expect(plain?.changes[0]?.leaves.map(({ pointer }) => pointer)).toEqual(['/password'])
    expect(plain?.digest).toBe(read?.digest)
    expect(JSON.stringify([plain, read])).not.toContain('CANARY')

    // A plan file seals for those alone whom the sources name.
    const file = join(directory, 'joining.json')
    await planSources({ file }, context)
    workspace.edit('configs/index.ts', '"shop@gw-02"', '"shop@gw-03"')
    const agreed = { ...contextIn(directory, { isAgreed: true }), variables: { DB_PW: 'CANARY-2' } }
    await expect(applyFile({ file }, agreed, reviewer().reviewer)).rejects.toThrow('and for whom')
    workspace.edit('configs/index.ts', '"shop@gw-03"', '"shop@gw-02"')
    expect(await applyFile({ file }, agreed, reviewer().reviewer)).toMatchObject({ kind: 'outcomes' })
    const { password } = await held(directory)
    for (const member of [one, two]) expect(await opened(password, member)).toBe('CANARY-2')

    await rollBack({ leave: [] }, contextIn(directory, { isAgreed: true }), reviewer().reviewer)
    expect(await held(directory)).toEqual({ host: 'db2', password })
  }, 120_000)

  it('puts it in from a plan file only where, from where and as the sources say by now', async () => {
    const workspace = workspaceWith({ 'shop@gw-01': one.recipient })
    const { directory } = workspace
    const file = join(directory, 'file.json')
    const variables = { DB_PW: 'CANARY-1', OTHER: 'CANARY-2' }
    const agreed = { ...contextIn(directory, { isAgreed: true }), variables }
    await planSources({ file }, agreed)
    for (const [path, from, to] of [
      ['configs/index.ts', 'password: secret', 'second: secret'],
      ['configs/index.ts', "fromEnv('DB_PW')", "fromEnv('OTHER')"],
      ['schemas/shop.schema.json', '"sealed"', '"plain"'],
    ] as const) {
      workspace.edit(path, from, to)
      await expect(applyFile({ file }, agreed, reviewer().reviewer)).rejects.toThrow(
        'the sources do not say any more what the plan says of secret("db-pw") of /config/shop/json#/password',
      )
      workspace.edit(path, to, from)
    }
    expect(await applyFile({ file }, agreed, reviewer().reviewer)).toMatchObject({ kind: 'outcomes' })
    expect(await opened((await held(directory)).password, one)).toBe('CANARY-1')
  }, 120_000)

  it('is refused in words where nobody, or not everybody, could open it', async () => {
    const { recipient: hybrid } = await createHybridIdentityFile()
    const { content } = createIdentityFile()
    const secret = content.toString().split('\n')[1] ?? ''
    const workspace = workspaceWith({})
    const found = async (recipients: Readonly<Record<string, string>>) => {
      workspace.write('configs/index.ts', index(recipients))
      const { diagnostics } = await checkWorkspace({ isVerified: false }, contextIn(workspace.directory))
      return diagnostics.map(({ code, message, help }) => `${code}: ${message}\n${help}` as JsonValue)
    }
    expect(await found({ 'shop@gw-01': one.recipient })).toEqual([])
    expect(await found({ 'shop@gw-01': hybrid })).toEqual([])
    expect(await found({ 'other@gw-01': one.recipient })).toEqual([
      expect.stringMatching(
        /^secret-without-recipient: .*names no recipient of a member of shop\nrun appia keygen/,
      ),
    ])
    expect(await found({ 'shop@gw-01': hybrid, 'shop@gw-02': one.recipient })).toEqual([
      expect.stringMatching(
        /^recipient-invalid: .*for shop@gw-01 and shop@gw-02 together.*\ngive all members/,
      ),
    ])
    const [wrong] = await found({ 'shop@gw-01': `${one.recipient}x` })
    expect(wrong).toContain('shop@gw-01 has no valid age recipient')
    const leaked = await found({ 'shop@gw-01': secret })
    expect(leaked.join()).toContain('private identity (not shown)')
    expect(leaked.join()).not.toContain(secret)
  }, 120_000)
})
