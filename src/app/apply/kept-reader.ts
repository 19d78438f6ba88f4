import type { KeptReader } from '../../apply/index.ts'
import { isLeftAsApplied, refreshKept } from '../../plan/index.ts'

/** Reads what plans leave to others, in documents whose formats were loaded when the plan was made or read. */
export const keptReader: KeptReader = { refresh: refreshKept, isLeftAsApplied }
