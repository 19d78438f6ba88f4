import { join, relative, sep } from 'node:path'
import type { Ground } from './ground.ts'
import { foldersUp } from './ground.ts'
import { objectOf, parseObject, readLockfile, textIn } from './manifest.ts'

/** A package as it was found, and how it was asked for. */
export interface Pinned {
  readonly name: string
  /** What the package.json of whoever imports it says. */
  readonly wanted: string
  /** What is installed. */
  readonly version: string
  /** Where it lies, before links are resolved. */
  readonly place: string
}

/** Whether every machine has the same package there: the lockfile that says so, or why not. */
export type Pin = { readonly lockfile?: string } | { readonly flaw: string; readonly help: string }

const exact = /^[=v]?(\d+\.\d+\.\d+(?:-[\w.-]+)?(?:\+[\w.-]+)?)$/

/** A package is pinned by an exact version in package.json or by an entry of the nearest lockfile. */
export function pinOf(ground: Ground, pinned: Pinned): Pin {
  const { name, version } = pinned
  const version1 = exact.exec(pinned.wanted.replace(/^npm:.*@/, ''))?.[1]?.replace(/\+.*/, '')
  if (version1 !== undefined)
    return version1 === version.replace(/\+.*/, '')
      ? {}
      : {
          flaw: `package.json asks for ${name} ${version1}, and ${version} is installed`,
          help: 'install what is asked for: npm ci',
        }
  for (const folder of foldersUp(ground, join(pinned.place, '..')))
    for (const { file, versionsIn } of lockfiles) {
      const path = join(folder, file)
      const text = readLockfile(path)
      if (text === undefined) continue
      const locked = versionsIn(text, pinned, relative(folder, pinned.place).split(sep).join('/'))
      if (locked.includes(version)) return { lockfile: path }
      const said = locked.length === 0 ? `does not name ${name}` : `says ${name} ${locked.join(' or ')}`
      return { flaw: `${file} ${said}, and ${version} is installed`, help: 'install what it says: npm ci' }
    }
  return {
    flaw: `"${pinned.wanted}" in package.json may be another version on another machine, and no lockfile says which`,
    help: `pin it: npm install --save-exact ${name}, or commit the lockfile`,
  }
}

interface Lockfile {
  readonly file: string
  /** The versions that a lockfile has of a package, which lies at `place` relative to it. */
  readonly versionsIn: (text: string, pinned: Pinned, place: string) => readonly string[]
}

const lockfiles: readonly Lockfile[] = [
  { file: 'npm-shrinkwrap.json', versionsIn: npmVersions },
  { file: 'package-lock.json', versionsIn: npmVersions },
  { file: 'pnpm-lock.yaml', versionsIn: pnpmVersions },
  { file: 'yarn.lock', versionsIn: yarnVersions },
]

const parsed = new Map<string, unknown>()

/** Of version 2 and 3, which say where each package lies. */
function npmVersions(text: string, _: Pinned, place: string): string[] {
  if (!parsed.has(text)) {
    parsed.clear()
    parsed.set(text, parseObject(text))
  }
  const packages = objectOf(objectOf(parsed.get(text))?.packages)
  const entry = packages !== undefined && Object.hasOwn(packages, place) ? packages[place] : undefined
  return [textIn(entry, 'version') ?? []].flat()
}

/** `  name@1.2.3:`, `  /name@1.2.3:`, with or without quotes and what peers it has. */
function pnpmVersions(text: string, { name }: Pinned): string[] {
  return lines(text).flatMap((line) => {
    const key = /^ {2}['"]?\/?(.+?)['"]?:/.exec(line)?.[1] ?? ''
    return key.startsWith(`${name}@`) ? [key.slice(name.length + 1).replace(/\(.*/, '')] : []
  })
}

/** `name@^1.0.0, name@^1.2.0:`, and its version in the line below. */
function yarnVersions(text: string, { name }: Pinned): string[] {
  const all = lines(text)
  return all.flatMap((line, index) => {
    const names = /^\S/.test(line) ? line.replaceAll('"', '').split(/, ?/) : []
    if (!names.some((each) => each.startsWith(`${name}@`))) return []
    return [/^\s+version:? "?([^"\s]+)"?$/.exec(all[index + 1] ?? '')?.[1] ?? []].flat()
  })
}

function lines(text: string): string[] {
  return text.split(/\r?\n/)
}
