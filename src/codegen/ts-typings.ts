import type { Schema } from '../schema/index.ts'
import type { GeneratedFile } from './generated-file.ts'
import { mergeDeclarations } from './ts-merge-declarations.ts'
import { prepareSchema, typeName, type Variant } from './ts-prepare-schema.ts'

/**
 * `generated/ts/<name>.d.ts` of every schema, exporting `<Name>` (the value after defaults) and `<Name>Input` (what an
 * author writes). The schemas must have passed the lint.
 */
export async function generateTypings(schemas: ReadonlyMap<string, Schema>): Promise<GeneratedFile[]> {
  const files: GeneratedFile[] = []
  for (const schema of [...schemas.values()].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    files.push({ path: `generated/ts/${schema.name}.d.ts`, text: await typingsOf(schema) })
  }
  return files
}

const imported = ['Quantity', 'SecretReference']

async function typingsOf(schema: Schema): Promise<string> {
  const name = typeName(schema.name)
  const inputName = `${name}Input`
  const reserved = [name, inputName, ...imported]
  const declarations = await mergeDeclarations({
    complete: { name, text: await declarationsOf(schema, 'complete', { name, reserved }) },
    input: { name: inputName, text: await declarationsOf(schema, 'input', { name: inputName, reserved }) },
  })
  const used = imported.filter((type) => new RegExp(`\\b${type}\\b`).test(declarations))
  const imports = used.length === 0 ? [] : [`import type { ${used.join(', ')} } from 'appia'`, '']
  const header = `// Generated from ${schema.file} by appia generate; do not edit.`
  // Without it a declaration file exports everything in it.
  return [header, ...imports, declarations, '', 'export {}', ''].join('\n')
}

async function declarationsOf(
  schema: Schema,
  variant: Variant,
  { name, reserved }: { readonly name: string; readonly reserved: readonly string[] },
): Promise<string> {
  const { compile } = await import('json-schema-to-typescript')
  // Its type is draft 4's; what it reads is a superset.
  const prepared = prepareSchema(schema, variant, { reserved }) as Parameters<typeof compile>[0]
  return compile(prepared, name, {
    bannerComment: '',
    additionalProperties: false,
    ignoreMinAndMaxItems: false,
    maxItems: -1,
    unknownAny: true,
    style: { semi: false, singleQuote: true, printWidth: 110, trailingComma: 'all' },
  })
}
