// From what authors wrote to what one environment should hold: defaults, validation, canonical bytes, invariants, and
// for each error the place in the sources. Pure. Knows nothing of stores, plans, or how a workspace is loaded.
export { type CompileInput, compileEnvironment } from './compile-environment.ts'
export { expiredWaivers } from './expired-waivers.ts'
export { leafLookup } from './leaf-lookup.ts'
export { mergeDiagnostics } from './merge-diagnostics.ts'
