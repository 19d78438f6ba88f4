import { walkConfined } from '../../files/index.ts'
import { dataDeclarations, isDeclaredData } from '../../load/index.ts'

/** `generated/ts/data-files.d.ts`, where there are files of data beside the modules: an editor does not know them else. */
export async function dataTypings(directory: string): Promise<{ path: string; text: string }[]> {
  const { files } = await walkConfined(directory, 'configs').catch(() => ({ files: [] }))
  if (!files.some(isDeclaredData)) return []
  const header = '// Generated from the files of data in configs/ by appia generate; do not edit.'
  return [{ path: 'generated/ts/data-files.d.ts', text: `${header}\n${dataDeclarations}\n` }]
}
