import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pack } from './packed.ts'

describe('the packed package', () => {
  const folder = mkdtempSync(join(tmpdir(), 'appia-pack-'))
  let tarball: Buffer<ArrayBuffer>
  beforeAll(() => {
    tarball = readFileSync(pack(folder))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('is one that publint finds nothing in', async () => {
    const bytes = tarball.buffer.slice(tarball.byteOffset, tarball.byteOffset + tarball.byteLength)
    const { messages, pkg } = await publint({ pack: { tarball: bytes }, strict: true })
    expect(pkg?.name).toBe('appia')
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([])
  })

  it('has types that every resolver of modules finds', async () => {
    const result = await checkPackage(createPackageFromTarballData(new Uint8Array(tarball)))
    if (!result.types) throw new Error('the package has no types')
    expect(Object.keys(result.entrypoints)).toEqual(
      expect.arrayContaining(['.', './client', './api', './plan.schema.json']),
    )
    // Resolvers that know no `exports`, and `require` of ECMAScript modules, are not served: the package is ESM.
    const served = result.problems.filter(
      (problem) =>
        !('resolutionKind' in problem && problem.resolutionKind === 'node10') &&
        problem.kind !== 'CJSResolvesToESM',
    )
    expect(served).toEqual([])
  })
})
