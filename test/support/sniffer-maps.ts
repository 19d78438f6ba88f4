import { join } from 'node:path'
import type { LayoutDeclaration } from '../../src/model/index.ts'

// A path that tsc does not follow: configs/ has a tsconfig of its own, in which "appia" is the source.
const path = join(import.meta.dirname, '../../configs/bpf.ts')

/** ML Defender's layout as the workspace declares it. */
export const { snifferMaps } = (await import(path)) as { readonly snifferMaps: LayoutDeclaration }
