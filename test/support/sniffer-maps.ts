import { join } from 'node:path'
import type { LayoutDeclaration } from '../../src/model/index.ts'

// A path that tsc does not follow: a workspace imports "appia".
const path = join(import.meta.dirname, 'fixtures/pipeline/configs/bpf.ts')

/** The maps and records of a program that captures packets. */
export const { snifferMaps } = (await import(path)) as { readonly snifferMaps: LayoutDeclaration }
