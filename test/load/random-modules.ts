/** The sources of a few modules that import each other, circles included, by file name; the same seed gives the same. */
export function randomModules(seed: number): Readonly<Record<string, string>> {
  let state = seed
  const pick = (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return (state >>> 8) % below
  }
  const count = 2 + pick(4)
  return Object.fromEntries(
    Array.from({ length: count }, (_, number) => [`m${number}.mjs`, moduleText({ number, count, pick })]),
  )
}

interface Source {
  readonly number: number
  readonly count: number
  readonly pick: (below: number) => number
}

/** What each module declares, all with a value that can be shown as text. */
const kinds = ['const', 'let', 'var', 'class', 'function'] as const

function moduleText(source: Source): string {
  const { number, pick } = source
  const { lines: imports, names } = importsOf(source)
  const own = kinds.map((kind) => `${kind}${number}`)
  const all = [...own, ...names]
  const statements = kinds.map((kind) => declaration(kind, source, all))
  for (let more = pick(3); more > 0; more--) statements.push(statement(source, all))
  statements.push(`export default [${all.map(guarded).join(', ')}]`)
  return [...imports, ...shuffled(statements, pick)].join('\n')
}

function importsOf({ number, count, pick }: Source): { readonly lines: string[]; readonly names: string[] } {
  const lines: string[] = []
  const names: string[] = []
  for (let turn = 0; turn < 1 + pick(3); turn++) {
    const from = pick(count)
    const file = `'./m${from}.mjs'`
    const kind = kinds[pick(kinds.length)] as string
    const local = `i${turn}`
    const [line, name] = [
      [`import { ${kind}${from} as ${local} } from ${file}`, local],
      [`import { re${pick(3)} as ${local} } from ${file}`, local],
      [`import * as ${local} from ${file}`, `${local}.${kind}${from}`],
      [`import ${local} from ${file}`, local],
      [`import ${file}`, undefined],
      [`export { ${kind}${from} as re${turn} } from ${file}`, undefined],
      [`export * from ${file}`, undefined],
      [`export * as re${turn} from ${file}`, undefined],
      [`import { ${kind}${from} as ${local} } from ${file}\nexport { ${local} as re${turn} }`, local],
      [`import { star${number} as ${local} } from ${file}`, local],
    ][pick(30) === 0 ? 9 : pick(9)] as [string, string | undefined]
    lines.push(line)
    if (name !== undefined) names.push(name)
  }
  return { lines, names }
}

function declaration(kind: (typeof kinds)[number], source: Source, names: readonly string[]): string {
  const name = `${kind}${source.number}`
  const value = expression(source, names)
  switch (kind) {
    case 'class':
      return `export class ${name} { static value = ${value} }`
    case 'function':
      return `export function ${name}() { return ${value} }`
    default:
      return `export ${kind} ${name} = ${value}`
  }
}

function statement({ number, pick }: Source, names: readonly string[]): string {
  const name = names[pick(names.length)] as string
  return [
    `let${number} = ${guarded(name)}`,
    `var${number} += '+'`,
    `{ const shadow = ${guarded(name)}; var${number} = shadow }`,
    `var${number} = ${guarded(`function${number}()`)}`,
    `${name} = 1`,
    `for (const each of [1]) { let${number} = each }`,
  ][pick(12) === 0 ? 4 : ([0, 1, 2, 3, 5][pick(5)] as number)] as string
}

function expression({ pick }: Source, names: readonly string[]): string {
  const name = names[pick(names.length)] as string
  return [
    `'${pick(9)}'`,
    guarded(name),
    guarded(name),
    `((a = ${guarded(name)}, b = a) => b)()`,
    guarded('((a = b, b = 1) => a)()'),
    `typeof ${name}`,
    `(() => ${guarded(name)})()`,
    pick(4) === 0 ? shown(name) : guarded(name),
    pick(4) === 0 ? `(() => ${shown(name)})()` : guarded(`typeof ${name}`),
  ][pick(9)] as string
}

/** An expression as text; the text of a function is its own. */
function shown(code: string): string {
  return `((x) => typeof x === 'function' ? 'a function ' + x.value : String(x))(${code})`
}

/** An expression as text, or what kind of error reading it throws. */
function guarded(code: string): string {
  return `(() => { try { return ${shown(code)} } catch (error) { return error.name } })()`
}

function shuffled<T>(list: readonly T[], pick: (below: number) => number): T[] {
  const rest = [...list]
  const made: T[] = []
  while (rest.length > 0) made.push(...rest.splice(pick(rest.length), 1))
  return made
}
