import { readConfined, walkConfined } from '../../files/index.ts'

/** Files in `folders`, by their own first line generated, whose schema is gone: whoever uses them would not notice. */
export async function orphanedFiles(
  directory: string,
  generated: readonly { readonly path: string }[],
  folders: readonly string[],
): Promise<string[]> {
  const current = new Set(generated.map(({ path }) => path))
  const present = await Promise.all(
    folders.map(async (folder) => {
      const contents = await walkConfined(directory, folder).catch(() => ({ files: [] }))
      return contents.files
    }),
  )
  const others = present.flat().filter((path) => !current.has(path))
  const texts = await Promise.all(others.map((path) => readConfined(directory, path).catch(() => '')))
  return others
    .filter((_, index) =>
      /^(\/\/|#|\{\n {2}"\$comment": ") ?Generated from .* by appia generate;/.test(texts[index] ?? ''),
    )
    .sort()
}
