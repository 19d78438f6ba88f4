import { resolve } from 'node:path'
import { KernelError } from '../../kernel/index.ts'
import type { Layout } from '../../layout/index.ts'
import { exitCodes } from '../../model/index.ts'
import type { Context } from '../context.ts'
import { Failure, InvalidInput } from '../failure.ts'
import type { CompiledWorkspace } from '../workspace/compiled-workspace.ts'
import { chooseLayout } from './choose-layout.ts'

/** Which maps are meant. */
export interface LayoutRequest {
  /** The only one of the workspace where it is absent. */
  readonly layout?: string
  /** The folder under which its maps are pinned; /sys/fs/bpf/<layout> where it is absent. */
  readonly pins?: string
}

export interface LayoutTarget {
  readonly layout: Layout
  readonly pins: string
}

/** The layout and the folder of its maps. Throws `InvalidInput` for a layout with errors. */
export function layoutTarget(
  request: LayoutRequest,
  workspace: CompiledWorkspace,
  { context, directory }: { readonly context: Context; readonly directory: string },
): LayoutTarget {
  const { layout, diagnostics } = chooseLayout(workspace.layouts, request.layout)
  if (layout === undefined) throw new InvalidInput(diagnostics, directory)
  const { pins } = request
  return {
    layout,
    pins: pins === undefined ? `/sys/fs/bpf/${layout.name}` : resolve(context.directory, pins),
  }
}

/** Runs `task`; a kernel that says no ends it with a `Failure`. */
export async function tellingKernelErrors<T>(task: () => Promise<T>): Promise<T> {
  try {
    return await task()
  } catch (error) {
    if (error instanceof KernelError) throw new Failure(exitCodes.error, error.message, { cause: error })
    throw error
  }
}
