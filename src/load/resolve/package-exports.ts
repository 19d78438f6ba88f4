import { objectOf } from './manifest.ts'

/** What a package is asked for: nothing of Node's or of a browser's. */
export const conditions = { values: ['import'], commonJs: ['require'], types: ['types', 'import'] } as const

/** What `exports` of a package.json gives for `.` or `./name`; undefined where it exports nothing of that name. */
export function exportedTarget(
  exports: unknown,
  name: string,
  wanted: readonly string[],
): string | undefined {
  const table = objectOf(exports)
  const hasNames = table !== undefined && Object.keys(table).some((key) => key.startsWith('.'))
  return targetIn(hasNames ? table : { '.': exports }, name, wanted)
}

/** What `imports` of a package.json gives for `#name`: a path in the package, or the name of another one. */
export function importedTarget(
  imports: unknown,
  name: string,
  wanted: readonly string[],
): string | undefined {
  const table = objectOf(imports)
  return table === undefined ? undefined : targetIn(table, name, wanted)
}

/** The entry of that name, or the one whose pattern says most of it. */
function targetIn(
  table: Readonly<Record<string, unknown>>,
  name: string,
  wanted: readonly string[],
): string | undefined {
  if (Object.hasOwn(table, name) && !name.includes('*')) return chosen(table[name], '', wanted) ?? undefined
  const [best] = Object.keys(table)
    .map((pattern) => ({ pattern, star: starOf(pattern, name) }))
    .filter(({ star }) => star !== undefined)
    .sort((a, b) => b.pattern.indexOf('*') - a.pattern.indexOf('*') || b.pattern.length - a.pattern.length)
  return best === undefined ? undefined : (chosen(table[best.pattern], best.star ?? '', wanted) ?? undefined)
}

/** What stands for the one `*` of a pattern in a name that it fits. */
export function starOf(pattern: string, name: string): string | undefined {
  const [before, after, ...more] = pattern.split('*')
  if (before === undefined || after === undefined || more.length > 0) return undefined
  if (name.length < pattern.length - 1 || !name.startsWith(before) || !name.endsWith(after)) return undefined
  return name.slice(before.length, name.length - after.length)
}

const mostNested = 20

/** The first condition that holds, in the order in which they are written; null where one of them says no. */
function chosen(
  value: unknown,
  star: string,
  wanted: readonly string[],
  depth = 0,
): string | null | undefined {
  if (typeof value === 'string') return value.replaceAll('*', () => star)
  if (value === null || depth > mostNested) return null
  const branches = Array.isArray(value)
    ? value
    : Object.entries(objectOf(value) ?? {})
        .filter(([condition]) => condition === 'default' || wanted.includes(condition))
        .map(([, branch]) => branch as unknown)
  for (const branch of branches) {
    const target = chosen(branch, star, wanted, depth + 1)
    if (target !== undefined && (target !== null || !Array.isArray(value))) return target
  }
  return undefined
}
