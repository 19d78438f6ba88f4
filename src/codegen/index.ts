// Schemas and layouts → files for the components: typings of TypeScript and Python, headers of C and C++. Pure text,
// byte-stable: no time and no tool version in it. Knows nothing of values, environments or stores; a further language is a further
// folder, which knows `shape/` and no other language.
export { type COutput, generateC } from './c/generate.ts'
export { type CppOutput, generateCpp } from './cpp/generate.ts'
export type { NamedKey, NativeInput } from './native-names.ts'
export { generatePython } from './python/typings.ts'
export { inputTypeName } from './typescript/names.ts'
export { generateTypings } from './typescript/typings.ts'
