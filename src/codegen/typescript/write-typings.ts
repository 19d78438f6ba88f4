import { compile } from 'json-schema-to-typescript'
import type { Schema } from '../../schema/index.ts'
import type { SchemaFiles } from '../shared-definitions.ts'
import { assembleTypings } from './assemble.ts'
import { nameTypes } from './names.ts'
import { prepareSchema } from './prepare-schema.ts'
import { rootStandIn } from './stand-ins.ts'

/** The text of one schema's typings: prepared for the library, converted by it, put together as one file. */
export async function writeTypings(schema: Schema, files: SchemaFiles): Promise<string> {
  const names = nameTypes(schema, files)
  // Its type is draft 4's; what it reads is a superset.
  const prepared = prepareSchema(schema, names) as Parameters<typeof compile>[0]
  const generated = await compile(prepared, rootStandIn, {
    bannerComment: '',
    // A tuple of exactly its elements; how many there are of a list stands in its comment.
    ignoreMinAndMaxItems: true,
    $refOptions: { resolve: { external: false } },
    // Room for `readonly` is left.
    style: { semi: false, singleQuote: true, printWidth: 100 },
  })
  const header = `// Generated from ${schema.file} by appia generate; do not edit.`
  return [header, assembleTypings(generated, names), ''].join('\n')
}
