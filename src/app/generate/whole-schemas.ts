import type { Schema } from '../../schema/index.ts'

/**
 * `generated/schemas/<name>.schema.json` of each schema that refers to other files: the same with all of them in it, for
 * whoever takes a schema as one document, as `appia/client` does.
 */
export function wholeSchemas(schemas: ReadonlyMap<string, Schema>): { path: string; text: string }[] {
  return [...schemas.values()]
    .filter(({ parts }) => parts !== undefined)
    .map(({ name, file, parts = [], document }) => {
      const files = [file, ...new Set(parts.map((part) => part.file))]
      const { $comment: _own, ...whole } = document
      const $comment = `Generated from ${files.join(', ')} by appia generate; do not edit.`
      const text = `${JSON.stringify({ $comment, ...whole }, null, 2)}\n`
      return { path: `generated/schemas/${name}.schema.json`, text }
    })
}
