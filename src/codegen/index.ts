// Schemas and layouts → files for the components: TypeScript typings, C headers. Pure text, byte-stable: no time and no
// tool version in it. Knows nothing of values, environments or stores; a further language is a further `<language>-*.ts`.
export { type COutput, generateC } from './c-generate.ts'
export { generateCpp } from './cpp-generate.ts'

export { generateTypings } from './ts-typings.ts'
