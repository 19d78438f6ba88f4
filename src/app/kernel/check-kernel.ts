import { resolve } from 'node:path'
import { compareLayout, type ObjectReading, readObject, readPinned } from '../../kernel/index.ts'
import type { Layout } from '../../layout/index.ts'
import { type Diagnostic, hasErrors } from '../../model/index.ts'
import type { Context } from '../context.ts'
import { InvalidInput } from '../failure.ts'
import { refuseBlank } from '../workspace/check-live.ts'
import { compileWorkspace } from '../workspace/compile-workspace.ts'
import { findWorkspace } from '../workspace/find-workspace.ts'
import { type LayoutRequest, layoutTarget, tellingKernelErrors } from './layout-target.ts'

/** What agrees with which layout. */
export interface KernelCheck {
  /** The object, or the folder of the pinned maps. */
  readonly subject: string
  readonly layout: Layout
  /** Warnings. */
  readonly diagnostics: readonly Diagnostic[]
}

/** Compares a compiled BPF object, or the pinned maps, with a layout. Throws `InvalidInput` where they differ. */
export async function checkKernel(
  { object, ...request }: LayoutRequest & { readonly object?: string },
  context: Context,
): Promise<KernelCheck> {
  const directory = findWorkspace(context)
  const workspace = await compileWorkspace(directory)
  refuseBlank(workspace)
  return await tellingKernelErrors(async () => {
    const { layout, pins } = layoutTarget(request, workspace, { context, directory })
    const reading: ObjectReading =
      object === undefined
        ? { found: await readPinned(pins, layout), diagnostics: [] }
        : await readObject(resolve(context.directory, object), layout)
    if (reading.found === undefined) throw new InvalidInput(reading.diagnostics, directory)
    const declared = workspace.layouts.flatMap(({ declaration }) => Object.keys(declaration.maps))
    const differences = compareLayout(layout, reading.found, declared)
    if (hasErrors(differences)) throw new InvalidInput(differences, directory)
    return { subject: object ?? pins, layout, diagnostics: differences }
  })
}
