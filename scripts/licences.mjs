// Licences of packages whose code goes into dist/, as their authors ask.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** One text of the licences of the packages that these files of a bundle, as esbuild names them, come from. */
export function licencesOf(root, files) {
  const folders = files.flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? [])
  return [...new Set(folders)]
    .sort()
    .map((folder) => {
      const { name, version } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'))
      const file = readdirSync(join(root, folder)).find((each) => /^licen[cs]e/i.test(each))
      if (file === undefined) throw new Error(`${name} has no licence that could go with its code`)
      return `${name} ${version}\n\n${readFileSync(join(root, folder, file), 'utf8').trim()}\n`
    })
    .join('\n')
}
