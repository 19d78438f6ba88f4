import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const readText = (file: string): string => readFileSync(join(root, file), 'utf8')

/** What the lock file says of a package, as far as it matters here. */
interface LockedPackage {
  readonly version: string
  readonly dev?: boolean
  readonly hasInstallScript?: boolean
}

const lock = JSON.parse(readText('package-lock.json')) as { readonly packages: Record<string, LockedPackage> }
const production = Object.entries(lock.packages).filter(([path, { dev }]) => path !== '' && dev !== true)
const nameOf = (path: string): string =>
  path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)

describe('what comes with the package', () => {
  it('is on the list that is reviewed: a new package is a line in scripts/production-packages.txt', () => {
    const found = [...new Set(production.map(([path, { version }]) => `${nameOf(path)}@${version}`))].sort()
    expect(found).toEqual(readText('scripts/production-packages.txt').trim().split('\n').sort())
  })

  it('says why it is there, each direct one in src/README.md', () => {
    const { dependencies } = JSON.parse(readText('package.json')) as { dependencies: Record<string, string> }
    const readme = readText('src/README.md')
    expect(Object.keys(dependencies).filter((name) => !readme.includes(`| \`${name}\` |`))).toEqual([])
    expect(Object.values(dependencies).filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([])
  })

  it('has no install script but those that are known to be needless', () => {
    const scripted = production.filter(([, { hasInstallScript }]) => hasInstallScript === true)
    // esbuild's replaces its command by the binary, protobufjs' warns of version schemes: neither is used here.
    expect(scripted.map(([path]) => nameOf(path))).toEqual(['esbuild', 'protobufjs'])
  })
})
