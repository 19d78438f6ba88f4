// The half of the evaluator that runs inside the hermetic context, bundled with the config modules: tracking calls
// that the instrumented sources make, and the collection of documents, invariants and provenance. Pure JavaScript: it
// knows no Node, and only strings leave it.
export { evaluate } from './evaluate.ts'
export { describe, fixed } from './tracking/literals.ts'
export { frame, lastSiteNumber, origin } from './tracking/state.ts'
