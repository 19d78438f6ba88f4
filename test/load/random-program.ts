/** A config module made from random numbers, in which no two literals are equal: an exact origin can only be the right one. */
export function randomProgram(entropy: readonly number[]): string {
  const state: State = {
    entropy,
    used: 0,
    literals: 0,
    variables: { number: [], text: [], object: [], array: [] },
  }
  const lines = [...helpers]
  for (let index = 0; index < 3 + pick(state, 8); index++) lines.push(statement(state, index))
  const shown = Object.values(state.variables).flat()
  lines.push(`export const value = { ${shown.join(', ')}, last: ${objectOf(state, 3)} }`)
  return `${lines.join('\n')}\n`
}

type Kind = 'number' | 'text' | 'object' | 'array'

interface State {
  readonly entropy: readonly number[]
  used: number
  literals: number
  readonly variables: Record<Kind, string[]>
}

const helpers = [
  'const same = <T>(given: T): T => given',
  'const wrap = (inner: unknown, { extra = 900001 }: { extra?: number } = {}) => ({ inner, extra })',
  'function both(first: unknown, ...others: unknown[]) { return [first, ...others] }',
  'class Box { kept: unknown; readonly own = 900002; constructor(given: unknown) { this.kept = given } build() { return { ...this } } }',
]

/** A number below `bound`, from the entropy. */
function pick(state: State, bound: number): number {
  const next = state.entropy[state.used % state.entropy.length] ?? 0
  state.used += 1
  return (next + state.used) % bound
}

function oneOf(state: State, choices: readonly (() => string)[]): string {
  return (choices[pick(state, choices.length)] as () => string)()
}

function variable(state: State, kind: Kind): string | undefined {
  const known = state.variables[kind]
  return known[pick(state, known.length + 1)]
}

function statement(state: State, index: number): string {
  const kind = (['number', 'text', 'object', 'array'] as const)[pick(state, 4)] as Kind
  const name = `${kind}${index}`
  const code = expressionOf(state, kind, 3)
  const source = variable(state, 'object')
  if (kind === 'object' && source !== undefined && pick(state, 3) === 0) {
    state.variables.object.push(name)
    return `const { a: a${index}, ...${name} } = { ...${source}, ...${code} } as Record<string, unknown>`
  }
  if (kind === 'array' && pick(state, 3) === 0) {
    state.variables.array.push(name)
    return `const [first${index} = ${literal(state, 'number')}, ...${name}] = ${code} as unknown[]`
  }
  state.variables[kind].push(name)
  return pick(state, 4) === 0
    ? `let ${name} = ${code}\n${name} = ${expressionOf(state, kind, 2)}`
    : `const ${name} = ${code}`
}

function expressionOf(state: State, kind: Kind, depth: number): string {
  switch (kind) {
    case 'number':
    case 'text':
      return primitiveOf(state, kind, depth)
    case 'object':
      return objectOf(state, depth)
    case 'array':
      return arrayOf(state, depth)
  }
}

function literal(state: State, kind: 'number' | 'text'): string {
  state.literals += 1
  const number = 1000 + state.literals
  if (kind === 'text') return [`'s${number}'`, `"é${number}😀"`, `\`t${number}\``][pick(state, 3)] as string
  return [String(number), `-${number}`, `${number}.5`, `0x${number}`][pick(state, 4)] as string
}

function primitiveOf(state: State, kind: 'number' | 'text', depth: number): string {
  if (depth === 0) return variable(state, kind) ?? literal(state, kind)
  const inner = (): string => primitiveOf(state, kind, depth - 1)
  return oneOf(state, [
    () => literal(state, kind),
    () => literal(state, kind),
    () => variable(state, kind) ?? literal(state, kind),
    () => `(${literal(state, 'number')} > ${literal(state, 'number')} ? ${inner()} : ${inner()})`,
    () => `(undefined ?? ${inner()})`,
    () => `same(${inner()})`,
    () => `both(${inner()}, ${inner()})[${pick(state, 2)}]`,
    () => `({ k: ${inner()} }).k`,
    () => `[${inner()}, ${inner()}].at(-1)`,
    () => `(() => { const [x, y] = [${inner()}, ${inner()}]; return ${pick(state, 2) ? 'x' : 'y'} })()`,
    () =>
      kind === 'number'
        ? `(Number(${inner()}) + ${inner()} as number)`
        : `\`\${${inner()}}-${pick(state, 9)}\``,
    () => `new Map([['k', ${inner()}]]).get('k')`,
    () => `({ o: { p: ${inner()} } } as { o?: { p?: unknown } })?.o?.p`,
  ])
}

function anyOf(state: State, depth: number): string {
  const kind = (['number', 'text', 'object', 'array'] as const)[pick(state, depth > 0 ? 4 : 2)] as Kind
  return expressionOf(state, kind, Math.max(0, depth - 1))
}

function objectOf(state: State, depth: number): string {
  if (depth === 0) return variable(state, 'object') ?? `{ z: ${literal(state, 'number')} }`
  const inner = (): string => objectOf(state, depth - 1)
  return oneOf(state, [
    () => `{ ${members(state, depth)} }`,
    () => `{ ${members(state, depth)} }`,
    () => `{ ...${inner()}, ${members(state, depth)} }`,
    () => `{ ${members(state, depth)}, ...(${literal(state, 'number')} > 0 && ${inner()}) }`,
    () => `Object.assign({}, ${inner()}, ${inner()})`,
    () => `structuredClone(${inner()})`,
    () => `JSON.parse(JSON.stringify(${inner()}))`,
    () => `Object.fromEntries(Object.entries(${inner()}).map(([name, each]) => [\`\${name}_\`, each]))`,
    () =>
      `wrap(${anyOf(state, depth - 1)}${pick(state, 2) ? `, { extra: ${literal(state, 'number')} }` : ''})`,
    () => `new Box(${anyOf(state, depth - 1)}).build()`,
    () => `same(${inner()})`,
    () =>
      `(() => { const made: Record<string, unknown> = { ...${inner()} }; made.set = ${anyOf(state, 1)}; return made })()`,
    () => `{ get g() { return ${primitiveOf(state, 'number', depth - 1)} } }`,
  ])
}

function members(state: State, depth: number): string {
  const names = ['a', 'b', "'c d'", '7', `['k' + ${pick(state, 5)}]`, 'ключ']
  const start = pick(state, names.length)
  const count = 1 + pick(state, 3)
  return Array.from({ length: count }, (_, index) => {
    return `${names[(start + index) % names.length]}: ${anyOf(state, depth - 1)}`
  }).join(', ')
}

function arrayOf(state: State, depth: number): string {
  if (depth === 0) return variable(state, 'array') ?? `[${literal(state, 'text')}]`
  const inner = (): string => arrayOf(state, depth - 1)
  const item = (): string => anyOf(state, depth - 1)
  return oneOf(state, [
    () => `[${item()}, ${item()}]`,
    () => `[${item()}, ...${inner()}]`,
    () => `${inner()}.map((each: unknown) => ${pick(state, 2) ? 'each' : 'wrap(each)'})`,
    () => `${inner()}.filter((_: unknown, index: number) => index !== ${pick(state, 3)})`,
    () => `${inner()}.slice(${pick(state, 2)})`,
    () => `${inner()}.concat(${item()}, ${inner()})`,
    () => `[${inner()}, ${inner()}].flat()`,
    () =>
      `[${primitiveOf(state, 'number', depth - 1)}, ${primitiveOf(state, 'number', depth - 1)}].sort((a: any, b: any) => b - a)`,
    () => `[...${inner()}].reverse()`,
    () => `both(${item()}, ...${inner()})`,
    () => `Object.values(${objectOf(state, depth - 1)})`,
    () => `[...new Set(${inner()})]`,
    () => `${inner()}.reduce((all: unknown[], each: unknown) => [...all, each], [] as unknown[])`,
    () =>
      `(() => { const list: unknown[] = []; for (const each of ${inner()}) list.push(each); return list })()`,
  ])
}
