import type { Origin } from './origin.ts'

/** Origins of what the modules export, by module number and name. */
const exported = new Map<number, Readonly<Record<string, () => Origin>>>()
const forwarded = new Map<number, number[]>()

/** Notes how the origins of a module's exports are found. */
export function exportOrigins(module: number, origins: Readonly<Record<string, () => Origin>>): void {
  exported.set(module, origins)
}

/** Notes `export * from`. */
export function forwardOrigins(module: number, source: number): void {
  forwarded.set(module, [...(forwarded.get(module) ?? []), source])
}

/** The origin of what `module` exports as `name`, through any number of re-exports. */
export function imported(module: number, name: string, seen: ReadonlySet<number> = new Set()): Origin {
  if (seen.has(module)) return undefined
  const own = exported.get(module)
  if (own !== undefined && Object.hasOwn(own, name)) return own[name]?.()
  const visited = new Set([...seen, module])
  for (const source of forwarded.get(module) ?? []) {
    const origin = imported(source, name, visited)
    if (origin !== undefined) return origin
  }
  return undefined
}
