// What a schema says of a value: the house profile's lint, defaults and quantities, validation in words, facts of a
// leaf. Pure and small at import (Ajv comes in where it is needed): the hermetic evaluator bundles this folder, so it
// imports no package. Knows nothing of workspaces, environments or provenance.
export { checkValue } from './check-value.ts'
export { type Completion, completeValue, type DefaultedValue } from './complete-value.ts'
export { type Decimal, decimalOf, isMultipleOf } from './decimal.ts'
export { describeLeaf } from './describe-leaf.ts'
export { describeType, describeValue } from './describe-type.ts'
export { findPrivateKeys } from './find-private-keys.ts'
export type { SchemaFinding } from './finding.ts'
export { lintSchema } from './lint-schema.ts'
export { parseSchemas, schemaName } from './parse-schemas.ts'
export { placeInSchema } from './place-in-schema.ts'
export {
  findKeyword,
  localReference,
  memberPosition,
  type Position,
  positionAt,
  type SchemaNode,
} from './position.ts'
export { describePattern, describeRange, formatChoice } from './range.ts'
export { scanJson } from './scan-json.ts'
export type { Schema } from './schema.ts'
export { isSecretAt } from './subject.ts'
export { childPlaces } from './subschemas.ts'
export { formatQuantity, labelUnits, measuredUnit, measuredUnits } from './units.ts'
export { validateValue } from './validate-value.ts'
