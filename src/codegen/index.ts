// Schemas and layouts → files for the components: TypeScript typings, C headers. Pure text, byte-stable: no time and no
// tool version in it. Knows nothing of values, environments or stores; a further language is a further `<language>-*.ts`.
export { type CInput, type COutput, generateC, layoutLockPath } from './c-generate.ts'
export { type CppInput, type CppOutput, generateCpp } from './cpp-generate.ts'
export type { GeneratedFile } from './generated-file.ts'
export { generateTypings } from './ts-typings.ts'
