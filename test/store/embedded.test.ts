import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe } from 'vitest'
import { openEmbeddedStore, openMemoryStore } from '../../src/store/index.ts'
import { describeStore } from './contract.ts'

const folder = mkdtempSync(join(tmpdir(), 'appia-store-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the embedded store in memory', () => {
  describeStore(() => openMemoryStore())
})

describe('the embedded store in a file', () => {
  describeStore(() => openEmbeddedStore({ file: join(folder, '.appia/local.db') }))
})
