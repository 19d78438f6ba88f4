// From what authors wrote to what one environment should hold: defaults, validation, canonical bytes, invariants, and
// for each error the place in the sources. Pure. Knows nothing of stores, plans, or how a workspace is loaded.
export { addCollections } from './add-collections.ts'
export { checkCollections } from './check-collections.ts'
export { type CompiledCollection, compileCollection } from './compile-collection.ts'
export { compileEnvironment } from './compile-environment.ts'
export { leafLookup } from './leaf-lookup.ts'
export { memberProvenance } from './member-provenance.ts'
export { mergeDiagnostics } from './merge-diagnostics.ts'
export { waiversDue } from './waivers-due.ts'
