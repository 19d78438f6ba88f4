import { inputsHash, typeInputs, typeInputsKey } from '../../../load/index.ts'
import { toolBuild } from '../../workspace/tool-version.ts'

/** Everything that a check of the workspace depends on, as one text: where it is the same, so is the answer. */
export async function workspaceState(directory: string): Promise<string> {
  const { key } = await inputsHash(directory, toolBuild())
  return `${key} ${typeInputsKey(await typeInputs(directory, toolBuild()), toolBuild())}`
}
