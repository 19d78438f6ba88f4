import { type COutput, generateC } from '../../codegen/index.ts'
import { listConfined, readConfined } from '../../files/index.ts'
import { type Diagnostic, hasErrors } from '../../model/index.ts'
import { notChecked } from '../workspace/check-live.ts'
import type { CompiledWorkspace } from '../workspace/compiled-workspace.ts'
import { layoutDocuments } from '../workspace/layout-documents.ts'

/** The C of a workspace's layouts, with the first environment's entries; nothing where it declares none or has errors. */
export async function generateLayouts(directory: string, workspace: CompiledWorkspace): Promise<COutput> {
  if (hasErrors(workspace.diagnostics)) return { files: [], diagnostics: workspace.diagnostics }
  const [environment] = workspace.environments
  const compiled = workspace.compiled.get(environment?.name ?? '')
  if (compiled === undefined) return { files: [], diagnostics: notGenerated(workspace) }
  if (environment === undefined || workspace.layouts.length === 0) {
    return { files: [], diagnostics: [] }
  }
  if (hasErrors(compiled.diagnostics)) return { files: [], diagnostics: compiled.diagnostics }
  const generated = await generateC({
    layouts: workspace.layouts,
    environment: environment.name,
    ...layoutDocuments(compiled),
    existing: await existingFiles(directory),
  })
  return { ...generated, diagnostics: [...generated.diagnostics, ...notGenerated(workspace)] }
}

/** Headers are the same whatever a store holds: without a fallback there are none. */
function notGenerated(workspace: CompiledWorkspace): Diagnostic[] {
  const help = 'C headers are made without a store: give live() a fallback, { otherwise: … }'
  return notChecked(workspace).map((warning) => ({ ...warning, help }))
}

async function existingFiles(directory: string): Promise<Map<string, string>> {
  const names = await listConfined(directory, 'generated/c')
  const files = names.map(async (name): Promise<[string, string]> => {
    const path = `generated/c/${name}`
    return [path, await readConfined(directory, path)]
  })
  return new Map(await Promise.all(files))
}
