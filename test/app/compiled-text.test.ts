import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { compileWorkspace } from '../../src/app/workspace/compile-workspace.ts'
import { decodeCompiled, encodeCompiled } from '../../src/app/workspace/compiled-text.ts'
import { copyWorkspace } from '../support/workspace.ts'

it('a compiled workspace comes back from the cache as it went in', async () => {
  const { directory } = copyWorkspace()
  // What comes from the cache already is not what goes in.
  vi.stubEnv('XDG_CACHE_HOME', join(directory, 'cache'))
  const compiled = await compileWorkspace(directory)
  const restored = decodeCompiled(encodeCompiled(compiled))
  expect(restored.compiled.get('lab')?.desired).toEqual(compiled.compiled.get('lab')?.desired)
  for (const [key, origins] of compiled.compiled.get('lab')?.provenance ?? []) {
    expect(new Map(restored.compiled.get('lab')?.provenance.get(key))).toEqual(new Map(origins))
  }
  expect(restored.environments).toEqual(compiled.environments)
  expect(compiled.schemas.size).toBeGreaterThan(0)
  expect(restored.schemas).toEqual(compiled.schemas)
  expect(restored.layouts.map(({ declaration }) => declaration)).toEqual(
    compiled.layouts.map(({ declaration }) => declaration),
  )
})
