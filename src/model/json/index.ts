// JSON: values, pointers, canonical text (RFC 8785) and hashes.
export { decodeBytes, encodeBytes } from './byte-text.ts'
export { canonicalInSteps, canonicalJson, findNonJson, type NonJson } from './canonical.ts'
export { sha256 } from './hash.ts'
export { isJsonObject, type JsonArray, type JsonObject, type JsonValue, jsonType } from './json.ts'
export { partHash } from './part-hash.ts'
export {
  appendPointer,
  decodePointer,
  encodePointer,
  parentPointer,
  readablePointer,
  valueAt,
} from './pointer.ts'
