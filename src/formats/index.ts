// How documents are written in bytes: JSON, YAML, TOML, env files, texts, numbers, anything. Pure: bytes and values in,
// values and bytes out. Knows neither schemas nor keys. What is equal is written in one way.

export { blankComments, type FoundComment } from './blank-comments.ts'
export {
  holdsValue,
  loadFormats,
  nameOfFormat,
  readDocument,
  unreadBytes,
  writeDocument,
} from './documents.ts'
export { isRounded } from './json.ts'
export { tomlRanges, tomlSpans } from './toml-spans.ts'
export { yamlPackage } from './yaml.ts'
