// The half of the evaluator that runs inside the hermetic context, before the config modules and beneath them: tracking
// calls that the instrumented sources make, and the collection of documents, invariants and provenance. Pure JavaScript:
// it knows no Node, and only strings leave it.
export { evaluate, seal } from './evaluate.ts'
export {
  bound,
  call,
  construct,
  enter,
  enterBare,
  field,
  method,
  parameter,
  rest,
  spread,
  superArguments,
  texts,
  thrown,
} from './tracking/calls.ts'
export { table } from './tracking/descriptions.ts'
export { delegated, iterate } from './tracking/iteration.ts'
export { array, at, enumeration, fixed, literal, object } from './tracking/literals.ts'
export {
  increment,
  list,
  noted,
  read,
  readComputed,
  remaining,
  remove,
  tail,
  update,
  write,
} from './tracking/members.ts'
export { evaluateModules, exportAs, imported, newModule, required } from './tracking/modules.ts'
export { binary, changed, choose, computed, template, unary } from './tracking/operators.ts'
export { originIn } from './tracking/shadows.ts'
export {
  assignConstant,
  isMissing,
  isNullish,
  keptValue,
  lastSiteNumber,
  origin,
  reach,
  setOrigin,
  skipped,
  value,
} from './tracking/state.ts'
