// What a schema says of a value: the house profile's lint, defaults and quantities, validation in words, facts of a
// leaf. Pure and small at import (Ajv comes in where it is needed): the hermetic evaluator bundles this folder, so it
// imports no package. Knows nothing of workspaces, environments or provenance.

export { type Completion, completeValue } from './complete-value.ts'
export { describeLeaf } from './describe-leaf.ts'
export { durationBounds, durationForm } from './durations/duration-rules.ts'
export { formatDuration, parseDuration } from './durations/duration-text.ts'
export { findPrivateKeys } from './find-private-keys.ts'
export { type TextFormat, textFormat } from './formats/formats.ts'
export { hasFormat } from './formats/has-format.ts'
export { parseSchemas } from './link/parse-schemas.ts'
export { lintSchema } from './lint/lint-schema.ts'
export { openQuestions } from './lint/open-questions.ts'
export { type CompiledPattern, compilePattern, PatternRefused } from './patterns/compile-pattern.ts'
export { knowNamePatterns } from './patterns/known-patterns.ts'
export { placeInSchema, placeOfOffset } from './place-in-schema.ts'
export {
  elementPosition,
  findKeyword,
  localReference,
  memberNames,
  memberPosition,
  type Position,
  positionAt,
  type SchemaNode,
  unionsOf,
} from './position.ts'
export { readerDifferences } from './reader-differences.ts'
export { type JsonSpan, type Repetition, scanJson } from './scan-json.ts'
export { partAt, type Schema } from './schema.ts'
export { schemaHash } from './schema-hash.ts'
export { isSecretMark, writtenSchema } from './secret-mark.ts'
export { childPlaces, childSchemas } from './subschemas.ts'
export { formatQuantity, measuredUnit, measuredUnits } from './units.ts'
export { type BrokenKeyword, brokenKeywords } from './validate/broken-keywords.ts'
export { checkValue } from './validate/check-value.ts'
export { isMultipleOf } from './validate/decimal.ts'
export { describeValue } from './validate/describe-type.ts'
export type { SchemaFinding } from './validate/finding.ts'
export { describePattern, describeRange } from './validate/range.ts'
export { isSecretAt } from './validate/subject.ts'
export { validateValue } from './validate/validate-value.ts'
