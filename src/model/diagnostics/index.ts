// Diagnostics: what is found in the user's input, and a word of one's own for each kind.

export { type Diagnostic, type DiagnosticNote, hasErrors, sortDiagnostics } from './diagnostic.ts'
export { type DiagnosticCode, diagnosticCodes } from './diagnostic-codes.ts'
