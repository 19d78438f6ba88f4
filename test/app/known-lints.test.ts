import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it, onTestFinished, vi } from 'vitest'
import { keepLints, lintUnknown, openLints } from '../../src/app/workspace/known-lints.ts'
import { schemaOf } from '../schema/schema-of.ts'

afterEach(() => vi.unstubAllEnvs())

const dialect = 'https://json-schema.org/draft/2020-12/schema'
const sound = schemaOf({ $schema: dialect, type: 'object', additionalProperties: false, 'x-effect': 'live' })
const broken = schemaOf({ $schema: dialect, type: 'object', 'x-effect': 'live' })

function cacheOfItsOwn(): string {
  const folder = mkdtempSync(join(tmpdir(), 'appia-cache-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  vi.stubEnv('XDG_CACHE_HOME', folder)
  vi.stubEnv('XDG_STATE_HOME', folder)
  return join(folder, 'appia')
}

it('a schema that was sound is known the next time, one with findings is looked at again', async () => {
  cacheOfItsOwn()
  const first = await openLints('/w')
  expect(await lintUnknown(first, sound)).toEqual([])
  expect(await lintUnknown(first, broken)).toHaveLength(1)
  await keepLints(first, '/w')
  const second = await openLints('/w')
  expect(second.sound.size).toBe(1)
  expect(await lintUnknown(second, broken)).toHaveLength(1)
  expect(await lintUnknown(second, { ...sound, document: broken.document })).toHaveLength(1)
  expect((await openLints('/other')).sound.size).toBe(0)
})

it('what this user has not sealed says nothing of a schema', async () => {
  const folder = cacheOfItsOwn()
  const known = await openLints('/w')
  await lintUnknown(known, sound)
  await keepLints(known, '/w')
  const [name = ''] = readdirSync(folder).filter((each) => each.startsWith('lints-'))
  const text = readFileSync(join(folder, name), 'utf8')
  writeFileSync(join(folder, name), `${text.slice(0, -1)},"more"]`)
  expect((await openLints('/w')).sound.size).toBe(0)
})
