import type { Program } from 'oxc-parser'
import type { Diagnostic } from '../../model/index.ts'
import { placeOf, type SiteTable, type SourceText } from '../sites.ts'
import { createModule } from './module.ts'
import { rewriteProgram } from './rewrite.ts'

/** An author's module with tracking calls in it, still TypeScript. */
export interface InstrumentedModule {
  readonly code: string
  readonly diagnostics: readonly Diagnostic[]
}

/** Inserts tracking calls into a TypeScript or JavaScript module. Sites are added to `table`. */
export async function instrumentModule(
  source: SourceText,
  options: { readonly table: SiteTable; readonly isInternal: boolean },
): Promise<InstrumentedModule> {
  const { parseSync } = await import('oxc-parser')
  const parsed = parseSync(source.file, source.text, { preserveParens: false, lang: 'ts' })
  const diagnostics = parsed.errors.map((error) => syntaxError(source, error))
  if (diagnostics.length > 0) return { code: '', diagnostics }
  const module = createModule({ source, ...options })
  const body = rewriteProgram(module, parsed.program as Program)
  const code = ["import * as $ from 'appia:tracking'", ...module.header, body].join('\n')
  return { code, diagnostics: module.diagnostics }
}

function syntaxError(
  source: SourceText,
  error: { message: string; labels: readonly { start: number; end: number }[]; helpMessage: string | null },
): Diagnostic {
  const label = error.labels[0] ?? { start: 0, end: 1 }
  return {
    code: 'syntax-error',
    severity: 'error',
    message: error.message,
    at: placeOf(source, label.start, label.end),
    ...(error.helpMessage && { help: error.helpMessage }),
  }
}
