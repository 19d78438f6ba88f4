import { existsSync } from 'node:fs'
import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { copyInputs, inputsHash, typeInputs } from '../../load/index.ts'
import type { Diagnostic } from '../../model/index.ts'
import { answerLive } from '../environment/answer-live.ts'
import type { CompiledOpenEnvironment } from '../environment/with-environment.ts'
import { compileWorkspace, typeErrors } from '../workspace/compile-workspace.ts'
import type { CompiledWorkspace } from '../workspace/compiled-workspace.ts'
import { toolBuild } from '../workspace/tool-version.ts'
import type { EditedSource } from './adoption.ts'

/** What is beside the sources and read with them. */
const projectFiles = ['package.json', 'tsconfig.json']

/** A workspace compiled as it would be with edited sources, in a copy of its own; the types are checked too. */
export async function compileEdited(
  open: CompiledOpenEnvironment,
  edited: readonly EditedSource[],
): Promise<{ readonly workspace: CompiledWorkspace; readonly typeErrors: readonly Diagnostic[] }> {
  const { directory, desired } = open
  const inputs = await typeInputs(directory, toolBuild())
  const files = new Set([...desired.sources, ...inputs.files].map(({ file }) => file))
  const copy = await realpath(await mkdtemp(join(tmpdir(), 'appia-adopt-')))
  try {
    const links = new Map([...(await inputsHash(directory, toolBuild())).links, ...inputs.links])
    const project = projectFiles.filter((each) => existsSync(join(directory, each)))
    const copied = await copyInputs(directory, { files: [...files, ...project], links }, copy)
    for (const { path, after } of edited) await writeFile(join(copied, path), after)
    const first = await compileWorkspace(copied)
    const { workspace } =
      first.live.length > 0
        ? await answerLive({ ...open, directory: copied, workspace: first })
        : { workspace: first }
    return { workspace, typeErrors: await newTypeErrors(directory, copied) }
  } finally {
    await rm(copy, { recursive: true, force: true })
  }
}

/** Type errors that the sources did not have before. */
async function newTypeErrors(directory: string, copy: string): Promise<readonly Diagnostic[]> {
  const errorsIn = async (workspace: string): Promise<readonly Diagnostic[]> =>
    await typeErrors(await typeInputs(workspace, toolBuild()), Promise.resolve(false))
  const found = await errorsIn(copy)
  if (found.length === 0) return []
  const before = new Set((await errorsIn(directory)).map(({ message }) => message))
  return found.filter(({ message }) => !before.has(message))
}
