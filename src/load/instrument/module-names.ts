import type { ExportTarget } from './module.ts'

/** Where a module's generator stops until all modules can be used; a call, so that it can be parsed by itself. */
export const yieldMark = '_$yield()'

/** The variable that holds what a module exports; number 0 is the authoring API. */
export function moduleName(number: number): string {
  return `_$m${number}`
}

/** The code that reads what a module exports under a name. */
export function memberCode(number: number, name: string): string {
  const isPlain = /^[A-Za-z_$][\w$]*$/.test(name)
  return `${moduleName(number)}${isPlain ? `.${name}` : `[${JSON.stringify(name)}]`}`
}

/** The statement that says how other modules read what a module declares, and where its origin is. */
export function exportsText(number: number, exports: ReadonlyMap<string, ExportTarget>): string {
  const members = [...exports].flatMap(([name, target]) => {
    if (target.kind !== 'local') return []
    const origin = target.origin === undefined ? '' : `, () => ${target.origin}`
    return [`[${JSON.stringify(name)}, () => ${target.code}${origin}]`]
  })
  return `_$.exportAs(${moduleName(number)}, ${number}, [${members.join(', ')}])`
}
