import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type SourceFile, sha256 } from '../model/index.ts'
import { packageFiles } from './package-files.ts'

/** What an evaluation depends on, as one key, and file by file. */
export interface Inputs {
  /** 64 hex digits; the same inputs give the same one, in whatever folder they lie. */
  readonly key: string
  /** Sorted by path relative to the workspace. */
  readonly sources: readonly SourceFile[]
}

/** What an evaluation reads; a type check reads `generated/` too. */
const evaluated = ['configs', 'schemas']

/** Hashes everything that goes into an evaluation: these folders, the tool as built and the line of Node. */
export async function inputsHash(
  directory: string,
  toolVersion: string,
  folders: readonly string[] = evaluated,
): Promise<Inputs> {
  const [tool, ...hashed] = await Promise.all([
    hashTool(),
    ...folders.map((folder) => hashFolder(directory, folder)),
  ])
  const sources = hashed.flat().sort((a, b) => (a.file < b.file ? -1 : 1))
  const node = process.versions.node.split('.')[0] as string
  const lines = [toolVersion, tool, node, ...sources.map(({ file, sha256: hash }) => `${hash} ${file}`)]
  return { key: sha256(lines.join('\n')), sources }
}

async function hashFolder(directory: string, name: string): Promise<SourceFile[]> {
  const files = await filesIn(directory, name)
  return Promise.all(
    files.map(async (file) => ({ file, sha256: sha256(await readFile(join(directory, file))) })),
  )
}

async function filesIn(directory: string, folder: string): Promise<string[]> {
  const entries = await readdir(join(directory, folder), { withFileTypes: true }).catch(() => [])
  const lists = entries.map(async (entry) => {
    const path = `${folder}/${entry.name}`
    if (entry.name === 'node_modules' || entry.name.startsWith('.')) return []
    return entry.isDirectory() ? filesIn(directory, path) : [path]
  })
  return (await Promise.all(lists)).flat()
}

async function hashTool(): Promise<string> {
  const { define, realm, evaluator } = packageFiles()
  const contents = await Promise.all([define, realm, evaluator].map((file) => readFile(file)))
  return sha256(contents.map((content) => sha256(content)).join())
}
