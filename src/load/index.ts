// From the author's TypeScript to values and provenance: instrument → bundle → hermetic child process. Knows schemas
// only to complete documents for invariants; knows nothing of keys in a live store, plans or the command line.

export { readCache, writeCache } from './cache.ts'
export { dataDeclarations, isDeclaredData } from './data-files/declarations.ts'
export { copyInputs, type Inputs, inputsHash, nodeVersion, typeInputsKey } from './inputs-hash.ts'
export { type LoadFailure, loadWorkspace } from './load-workspace.ts'
export { decodeProvenances, encodeProvenances } from './provenance-text.ts'
export { StandbyEvaluator } from './sealed-evaluator.ts'
export { typeCheck } from './types/type-check.ts'
export { type TypeInputs, typeInputs } from './types/type-inputs.ts'
export { verifyDeterministic } from './verify-deterministic.ts'
