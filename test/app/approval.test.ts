import { generateKeyPairSync } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { applyApproved, applyFile, applySources, rollBack } from '../../src/app/apply/index.ts'
import type { GrantedPermissions } from '../../src/app/index.ts'
import { checkPlanFile, planSources, signFile } from '../../src/app/plan/index.ts'
import { canonicalJson, type JsonObject, type Plan, sha256 } from '../../src/model/index.ts'
import { planDigest } from '../../src/plan/index.ts'
import { readSigningKey } from '../../src/signing/index.ts'
import { copyWorkspace } from '../support/workspace.ts'
import { contextIn, reviewer } from './a-context.ts'

const example = join(import.meta.dirname, '../../examples/minimal')
const file = 'p.json'

/** A copy of the example, what may be done in it, and how its environment is protected. */
function begin() {
  const workspace = copyWorkspace(example)
  const shown = reviewer().reviewer
  const context = (permissions: Partial<GrantedPermissions> = {}) =>
    contextIn(workspace.directory, permissions)
  const protect = (members: string) =>
    workspace.edit('configs/index.ts', /local: \{[^}]*\}/, `local: { store: 'embedded'${members} }`)
  let timeout = 20
  return {
    workspace,
    context,
    protect,
    /** Changes one value, so that there is something to plan. */
    change: () => workspace.edit('configs/worker.ts', `seconds(${timeout})`, `seconds(${++timeout})`),
    plan: async () => (await planSources({ file }, context())).plan as Plan,
    apply: (digest?: string, permissions: Partial<GrantedPermissions> = {}) =>
      applyFile({ file, digest }, context(permissions), shown),
    applySources: (permissions: Partial<GrantedPermissions> = {}) =>
      applySources(context(permissions), shown),
    applyApproved: (digest: string) => applyApproved({ digest }, context(), shown),
    rollBack: (permissions: Partial<GrantedPermissions> = {}) =>
      rollBack({ leave: [] }, context(permissions), shown),
    sign: (keyFile: string) =>
      signFile({ file, keyFile }, context({ isAgreed: true }), { ...shown, show: () => {} }),
  }
}

const applied = { outcomes: [{ kind: 'applied' }] }

/** A key in a file of the workspace, and the line that names it. */
function aKey(directory: string, name: string): { readonly file: string; readonly line: string } {
  const pem = generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()
  writeFileSync(join(directory, name), pem, { mode: 0o600 })
  return { file: name, line: `${readSigningKey(pem).publicKey} ${name}` }
}

describe('a digest', () => {
  it('says which plan was approved: whole, or its first digits', async () => {
    const each = begin()
    const { digest } = await each.plan()
    await expect(each.apply(sha256('another'))).rejects.toMatchObject({ exitCode: 5 })
    await expect(each.apply(digest.slice(0, 7))).rejects.toMatchObject({ exitCode: 3 })
    await expect(each.apply('not hex digits')).rejects.toMatchObject({ exitCode: 3 })
    expect(await each.apply(digest.slice(0, 8))).toMatchObject(applied)
    each.change()
    const second = await each.plan()
    await expect(each.applyApproved(digest.slice(0, 7))).rejects.toMatchObject({ exitCode: 3 })
    expect(await each.applyApproved(digest)).toMatchObject({ kind: 'not-approved' })
    expect(await each.applyApproved(second.digest.slice(0, 12).toUpperCase())).toMatchObject(applied)
  })

  it('is asked for where the environment is protected, by the sources or by the last apply', async () => {
    const each = begin()
    each.protect(', protected: true')
    const { digest } = await each.plan()
    await expect(each.apply()).rejects.toMatchObject({
      exitCode: 7,
      help: expect.stringContaining('--digest DIGEST'),
    })
    await expect(each.applySources()).rejects.toMatchObject({ exitCode: 7 })
    expect(await each.apply(digest)).toMatchObject(applied)
    // A branch that lifts the protection lifts nothing: that, too, has to be approved.
    each.protect('')
    each.change()
    const lifting = await each.plan()
    expect(lifting.protectionBefore).toEqual({ isProtected: true, signers: [] })
    await expect(each.apply()).rejects.toMatchObject({ exitCode: 7 })
    await expect(each.applySources()).rejects.toMatchObject({ exitCode: 7 })
    await expect(each.rollBack()).rejects.toMatchObject({ exitCode: 7 })
    expect(await each.apply(lifting.digest)).toMatchObject(applied)
    each.change()
    expect(await each.applySources()).toMatchObject(applied)
  })

  it('covers a plan that lifts the protection and does nothing else', async () => {
    const each = begin()
    each.protect(', protected: true')
    await each.apply((await each.plan()).digest)
    each.protect('')
    const { changes, digest } = await each.plan()
    expect(changes).toEqual([])
    expect(await each.apply(digest)).toMatchObject(applied)
    expect((await each.plan()).protectionBefore).toBeUndefined()
  })
})

describe('signatures', () => {
  it('of a signer are asked for, and nothing else is applied', async () => {
    const each = begin()
    const [anna, bert] = ['anna', 'bert'].map((name) => aKey(each.workspace.directory, name))
    if (anna === undefined || bert === undefined) throw new Error('no keys')
    each.protect(`, signers: ['${anna.line}']`)
    await each.plan()
    const unsigned = { exitCode: 7, message: expect.stringContaining('signed, by anna') }
    await expect(each.apply()).rejects.toMatchObject(unsigned)
    await expect(each.applySources()).rejects.toMatchObject(unsigned)
    await expect(each.rollBack()).rejects.toMatchObject({ exitCode: expect.any(Number) })
    await each.sign(bert.file)
    await expect(each.apply()).rejects.toMatchObject(unsigned)
    await each.sign(anna.file)
    expect((await checkPlanFile(file, each.context())).signedBy).toHaveLength(2)
    expect(await each.apply()).toMatchObject(applied)
    each.change()
    await expect(each.applySources()).rejects.toMatchObject(unsigned)
    await expect(each.applyApproved((await each.plan()).digest)).rejects.toMatchObject(unsigned)
    expect(await each.applySources({ isUnsignedAllowed: true })).toMatchObject(applied)
  })

  it('of those that the last apply recorded are asked for, whatever the sources at hand say', async () => {
    const each = begin()
    const [anna, bert] = ['anna', 'bert'].map((name) => aKey(each.workspace.directory, name))
    if (anna === undefined || bert === undefined) throw new Error('no keys')
    each.protect(`, signers: ['${anna.line}']`)
    await each.plan()
    await each.sign(anna.file)
    expect(await each.apply()).toMatchObject(applied)
    // Whoever changes the list in the sources signs for nobody: it takes one of the old list and one of the new.
    each.protect(`, signers: ['${bert.line}']`)
    each.change()
    await each.plan()
    await each.sign(bert.file)
    await expect(each.apply()).rejects.toMatchObject({
      exitCode: 7,
      message: expect.stringContaining('by anna'),
    })
    await each.sign(anna.file)
    expect(await each.apply()).toMatchObject(applied)
    each.change()
    await each.plan()
    await each.sign(bert.file)
    expect(await each.apply()).toMatchObject(applied)
  })

  it('are of the very bytes: after any other change of the file, with its checks made anew, none is good', async () => {
    const each = begin()
    const anna = aKey(each.workspace.directory, 'anna')
    each.protect(`, signers: ['${anna.line}']`)
    await each.plan()
    await each.sign(anna.file)
    const path = join(each.workspace.directory, file)
    const original = readFileSync(path, 'utf8')
    const edits: ((plan: JsonObject) => JsonObject)[] = [
      (plan) => ({ ...plan, commit: 'a'.repeat(40) }),
      (plan) => ({ ...plan, checks: { total: 0, holding: 0, waived: [] } }),
      (plan) => ({ ...plan, protection: { isProtected: false, signers: [] } }),
    ]
    for (const edit of edits) {
      const { checksum: _, signatures, ...plan } = JSON.parse(original) as JsonObject
      const forged = edit(plan as JsonObject)
      const content = { ...forged, digest: planDigest(forged as unknown as Plan) }
      writeFileSync(
        path,
        `${canonicalJson({ ...content, checksum: sha256(canonicalJson(content)), signatures: signatures ?? [] })}\n`,
      )
      await expect(each.apply()).rejects.toMatchObject({ exitCode: 7 })
    }
    writeFileSync(path, original)
    expect(await each.apply()).toMatchObject(applied)
  })
})
