import { expect } from 'vitest'
import { loadWorkspace, typeCheck, typeInputs } from '../../src/load/index.ts'
import type { Diagnostic, LoadedWorkspace } from '../../src/model/index.ts'
import { expectFailed, expectLoaded } from './workspace-folder.ts'

/** Expects this value of the one document, and no error of the types: both ways of reading agree on what an import is. */
export async function expectValue(directory: string, value: unknown): Promise<LoadedWorkspace> {
  expect(await typeCheck(await typeInputs(directory, ''))).toEqual([])
  const loaded = expectLoaded(await loadWorkspace({ directory, schemas: [] }))
  expect(loaded.documents[0]?.value).toEqual(value)
  return loaded
}

/** Expects the same refusal of both, at the same place. */
export async function expectRefused(directory: string, expected: Partial<Diagnostic>): Promise<void> {
  expect(expectFailed(await loadWorkspace({ directory, schemas: [] }))).toMatchObject([expected])
  expect((await typeInputs(directory, '')).diagnostics).toMatchObject([expected])
}
