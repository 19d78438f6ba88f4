// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts are sources of config modules
import { describe, expect, it } from 'vitest'
import { loadWorkspace } from '../../src/load/index.ts'
import { plainValue } from './plain-value.ts'
import { expectLoaded, workspaceFolder } from './workspace-folder.ts'

const programs: Readonly<Record<string, string>> = {
  'hoisted functions and var':
    'export const value = [early(), typeof late]\nfunction early() { return 1 }\nvar late = 2\n{ var inner = 3 }\nvalue.push(inner)',
  'shadowed names':
    'const x = 1\nfunction f(x: number) { { const x = 5; void x } return x }\nconst g = (y = x) => { const x = y + 1; return x }\nexport const value = [f(2), g(), x]',
  'parameters that default to each other':
    'const f = (a: number, b = a * 2, { c = b + 1, d } = { d: 9 } as { c?: number; d: number }) => [a, b, c, d]\nexport const value = [f(1), f(1, 5), f(1, undefined, { d: 2 })]',
  'arguments and length of the call':
    'function f() { return arguments.length }\nexport const value = [(f as any)(1, 2, 3), ((...all: number[]) => all.length)(1, 2)]',
  'closures in loops':
    'const all: (() => number)[] = []\nfor (let i = 0; i < 3; i++) all.push(() => i)\nfor (const k of [7, 8]) all.push(() => k)\nexport const value = all.map((each) => each())',
  'labels, break and continue':
    'const seen: string[] = []\nouter: for (const a of [1, 2, 3]) {\n  for (const b of [1, 2, 3]) {\n    if (b === 2) continue outer\n    if (a === 3) break outer\n    seen.push(`${a}${b}`)\n  }\n}\nexport const value = seen',
  'while, do and switch fall-through':
    "let n = 0\nwhile (true) { if (++n > 4) break }\ndo n--; while (n > 2)\nlet text = ''\nswitch (n) { case 2: text += 'two'; case 3: text += 'three'; break; default: text = 'none' }\nexport const value = { n, text }",
  'try, catch and finally':
    "const log: string[] = []\nfunction f() { try { log.push('a'); return 'r' } finally { log.push('b') } }\nfunction g() { try { throw new Error('x') } catch ({ message }: any) { return message } }\nfunction h() { try { return 1 } finally { return 2 } }\nexport const value = [f(), g(), h(), log]",
  'optional calls keep this':
    'const o = { n: 4, get() { return this.n }, inner: { m() { return this === o.inner } } }\nconst none = undefined as undefined | typeof o\nexport const value = [o.get?.(), o?.inner.m?.(), none?.inner.m() ?? null, none?.get() === undefined, (o as any).absent?.().x.y === undefined]',
  'compound assignments':
    'const o: any = { a: 1, b: { c: [1] } }\no.a += 2; o.a **= 2; o.b.c[0] -= 5; o.d ??= 7; o.d ||= 8; o.a &&= o.a + 1\nlet x: any = null\nx ??= 3; x <<= 2\nlet calls = 0\nconst at = () => { calls++; return o }\nat().a += 1; at().a++; --at().a\nexport const value = { o, x, calls }',
  'update expressions':
    'let i = 5\nconst post = i++ + i--\nconst o = { n: 1 }\nconst both = [o.n++, ++o.n, o.n--]\nexport const value = { i, post, both, o }',
  'spread of strings, maps and holes':
    "const [a, , b = 'x', ...rest] = 'héy😀'\nexport const value = [a, b, rest, ...new Set('aab'), [...[1, , 3]].length, Math.max(...[1, 5, 2])]",
  'destructuring assignment to members':
    'const o: any = { list: [] }\nlet a = 1, b = 2\n;[a, b] = [b, a]\n;({ x: o.x, y: [o.list[0], o.list[1] = 9] } = { x: 1, y: [2] } as any)\nexport const value = { a, b, o }',
  'destructuring evaluates once and in order':
    "const log: string[] = []\nconst key = (k: string) => { log.push(k); return k }\nconst { [key('a')]: a, [key('b')]: b = (log.push('default'), 5), ...rest } = { a: 1, c: 3 } as any\nexport const value = { a, b, rest, log }",
  'computed members and symbols':
    "const s = Symbol('s')\nconst o = { [s]: 1, ['a' + 1]: 2, 3: 'three', 'four five': 4 }\nexport const value = { visible: { ...o, [s]: undefined }.a1, sym: o[s], keys: Object.keys(o) }",
  'getters, setters and defineProperty':
    "const o = { _n: 1, get n() { return this._n }, set n(v: number) { this._n = v * 2 } }\no.n = 4\nObject.defineProperty(o, 'hidden', { value: 1, enumerable: false })\nexport const value = { ...o, direct: o.n }",
  classes:
    "abstract class A { static count = 0; static #all: string[] = []; #n = 1; readonly list: number[] = [this.#n]; constructor(protected name: string, public extra = 'e') { A.count++; A.#all.push(name) } abstract kind(): string; get n() { return this.#n } set n(v) { this.#n = v } bump() { this.#n++; this.#n += 2; return this } static all() { return A.#all } has(o: object) { return #n in o } }\nclass B extends A { declare ignored: number; override kind() { return `b${super.n}` } constructor() { super('from b'); this.extra += '!' } static { B.count += 10 } }\nconst b = new B().bump()\nexport const value = { kind: b.kind(), n: b.n, extra: b.extra, count: A.count, all: A.all(), has: [b.has(b), b.has({})], list: b.list }",
  'derived classes without a constructor':
    'class A { value: number; constructor(n: number) { this.value = n } }\nclass B extends A { extra = this.value + 1 }\nclass L extends Array<number> { total() { return this.reduce((a, b) => a + b, 0) } }\nconst l = L.from([1, 2, 3]) as L\nexport const value = [{ ...new B(5) }, l.total(), l.length]',
  generators:
    'function* g(n: number): Generator<number> { const got: any = yield n; yield* [n + 1, n + 2]; return got }\nconst it = g(1)\nexport const value = [[...g(5)], it.next(), it.next(), it.return(0 as any), Object.fromEntries((function* () { yield ["a", 1] })())]',
  'iterables of one’s own':
    'const range = { *[Symbol.iterator]() { for (let i = 0; i < 3; i++) yield i } }\nlet closed = false\nconst it = { [Symbol.iterator]: () => ({ next: () => ({ done: false, value: 1 }), return() { closed = true; return { done: true, value: 0 } } }) }\nfor (const x of it as any) { if (x) break }\nconst [first] = it as any\nexport const value = [[...range], Array.from(range, (x) => x * 2), first, closed, Math.max(...range)]',
  'tagged templates and raw text':
    'const tag = (texts: TemplateStringsArray, ...values: unknown[]) => ({ raw: [...texts.raw], values })\nconst n = 2\nexport const value = [tag`a${n}\\n${n + 1}b`, String.raw`\\u00e9${n}`, `multi\nline ${`nested ${n}`}`]',
  'comma, void, typeof, delete, in, instanceof':
    "const o: any = { a: 1, b: 2 }\nconst gone = delete o.a\ndelete o['b']\nexport const value = { last: (1, 2), none: void 0 === undefined, kinds: [typeof o, typeof missing, typeof 1n], gone, left: Object.keys(o), has: ['x' in { x: 1 }, [] instanceof Array] }\ndeclare const missing: unknown",
  'regular expressions':
    "export const value = ['a1b22'.replace(/\\d+/g, (d) => `<${d}>`), /(?<y>\\d{4})/.exec('in 2026')?.groups?.['y'], 'a,b;c'.split(/[,;]/), [...'x1y2'.matchAll(/[a-z](\\d)/g)].map((m) => m[1])]",
  'numbers of every form':
    'export const value = [0x1f, 0b101, 0o17, 1_000_000, 1e3, .5, 5., -0.25, 2 ** 53 - 1, 7 % 3, -7 >>> 28, 5 & 3 | 8 ^ 1, ~5]',
  'enums and const enums':
    "enum E { A, B = 5, C, D = 'd'.length, F = B | 2 }\nenum S { X = 'x', Y = `y` }\nconst enum K { One = 1 }\nexport const value = [E.A, E[5], E.C, E.D, E.F, S.X, S.Y, K.One, Object.keys(S)]",
  'types everywhere':
    "type T = { a: number }\ninterface I<X> { x: X }\nfunction over(a: string): string\nfunction over(a: number): number\nfunction over(a: any) { return a }\nconst id = <const X,>(x: X): X => x\nfunction assert(x: unknown): asserts x is T { if (!x) throw 1 }\nfunction self(this: void, a?: number, ...b: readonly string[]): number { return (a ?? 0) + b.length }\nlet t!: T\nt = { a: 1 } satisfies T as T\nassert(t)\nnamespace N { export const n = 3 }\nexport const value = [over(1), id({ k: 'v' }), self(1, 'x'), t!.a, <number>2, N.n, (t as I<number> & T).a]\nexport type { T }",
  'bind, call, apply and toString':
    "function f(this: any, a: number, b: number) { return [this?.n ?? null, a, b] }\nconst bound = f.bind({ n: 1 }, 2)\nexport const value = [bound(3), f.call({ n: 4 }, 5, 6), f.apply(null, [7, 8]), Reflect.apply(f, { n: 9 }, [1, 2]), Array.prototype.map.call('ab', (c: string) => c + c), [3, 1, 2].sort.call([2, 1])]",
  'array methods':
    "const a = [5, 3, 8, 1]\nexport const value = [a.toSorted(), a.toSorted((x, y) => y - x), a.with(1, 0), a.toSpliced(1, 2, 9), a.at(-1), a.findLast((x) => x > 4), a.findIndex((x) => x === 8), a.includes(3), a.indexOf(8), a.join('|'), a.some((x) => x > 7), a.every(Boolean), [1, [2, [3, [4]]]].flat(Infinity), Array.of(1, 2), Array.from({ length: 2 }, (_, i) => i), a.reduceRight((x, y) => x - y), [...a.entries()], a.slice(-2), [1, 2, 3].copyWithin(0, 1), [0, 0].fill(7, 1), a.lastIndexOf(5), [,1].length, a.concat([[1]], 2), [undefined, 3, 1].sort().length]",
  'changing arrays':
    'const a = [1, 2, 3]\nconst out = [a.push(4, 5), a.pop(), a.shift(), a.unshift(0), a.splice(1, 1, 7, 8), a.reverse().length]\na[10 - 4] = 9\na.length = 6\nexport const value = { a: [...a].map((x) => x ?? null), out }',
  'maps, sets and weak maps':
    "const m = new Map<string, number>([['a', 1]]).set('b', 2)\nm.delete('a')\nconst s = new Set([3, 1, 3])\nconst w = new WeakMap<object, number>()\nconst k = {}\nw.set(k, 5)\nconst each: unknown[] = []\nm.forEach((v, key) => each.push([key, v]))\ns.forEach((v) => each.push(v))\nexport const value = [[...m], m.size, m.has('a'), [...s], w.get(k), each, new Map(m).get('b'), [...m.entries()], structuredClone(m).get('b')]",
  'collections that change while they are walked':
    "const deps: Record<string, string[]> = { a: ['b'], b: ['c'], c: ['a'] }\nconst all = new Set(['a'])\nfor (const each of all) for (const next of deps[each]!) all.add(next)\nconst m = new Map([['k', 1]])\nfor (const [k, v] of m) if (m.size < 4) m.set(k + 'x', v + 1)\nfor (const k of m.keys()) if (k.length > 2) m.delete(k)\nfor (const v of m.values()) if (m.size < 5) m.set(`v${v}${m.size}`, v)\nconst left: number[] = []\nconst s = new Set([1, 2, 3])\nfor (const n of s) { left.push(n); s.delete(n + 1) }\nconst each: string[] = []\nm.forEach((v, k) => { each.push(k + v); if (m.size < 7) m.set(k + v, v) })\nexport const value = [[...all], [...m], left, each]",
  'iterators that are walked in parts':
    "const a = [1, 2, 3, 4].values()\na.next()\nconst [second] = a\nconst m = new Map([['k', 1], ['l', 2], ['n', 3]])\nconst e = m.entries()\nconst first = e.next()\nfor (const [k] of e) { if (k === 'l') break }\nconst s = new Set([7, 8])[Symbol.iterator]()\ns.next()\nconst i = ['x', 'y'].entries()\nexport const value = [second, [...a], [...a], first, [...e], s.next(), s.next().done, Object.fromEntries(i), a[Symbol.iterator]() === a, new Set(m.keys()).size]",
  'length and name of functions':
    'function f(a: number, b: number, ...rest: number[]) { return rest.length }\nconst g = (a: number, { b } = { b: 1 }, c: number) => [a, b, c ?? null]\nclass C { constructor(public a: number, readonly b: number) {} m(a: number) { return a } static s() {} }\nconst curry = (fn: (...all: any[]) => any) => { const take = (given: any[]): any => given.length >= fn.length ? fn(...given) : (...more: any[]) => take([...given, ...more]); return take([]) }\nconst add = curry((a: number, b: number, c: number) => a + b + c)\nexport const value = [f.length, g.length, C.length, C.prototype.m.length, C.s.length, (() => 1).length, add(1)(2)(3), add(1, 2)(3), f.name, g.name, f(1, 2), f(1, 2, 3), (f as any)(), (g as any)(1)]',
  'the order of fields and parameter properties':
    'class P { first = 1; constructor(private a: number, readonly b = a + 1, plain = 0) { this.last = plain } last: number }\nclass Q extends P { c = 3; constructor(public d: string) { super(1) } }\nexport const value = [Object.keys(new P(1)), Object.entries(new Q("x"))]',
  'values sent into a generator':
    "function* g(): Generator<any, any, any> { const a = yield 'first'; const [b, c = 5] = yield a; return { a, b, c } }\nconst it = g()\nfunction* outer(): Generator<any, any, any> { const got = yield* inner('x'); yield* new Map([[got, 1]]); return yield* [7] }\nfunction* inner(p: string): Generator<any, any, any> { const sent = yield p; return p + sent }\nconst o = outer()\nexport const value = [it.next(), it.next('sent'), it.next([9]), it.next().done, o.next(), o.next('y'), o.next(), o.next().done]",
  namespaces:
    "namespace Net { export const mtu = 1500, [a, b = mtu] = [1]; let hidden = 2; export let count = hidden; export function frame(n: number) { count++; hidden += n; return { n, mtu, hidden } } export namespace Inner { export const deep = 'd'; export enum E { A = 1 } } export class C { v = mtu } export type T = number; export interface I { x: T } }\nnamespace Net { export const more = frame(1) }\nnamespace A.B { export const c = Net.mtu + 1 }\nnamespace Types { export type X = string }\ndeclare namespace Gone { const x: number }\nimport frame = Net.frame\nexport const value = { ...Net, frame: frame(3), Inner: { ...Net.Inner, E: Net.Inner.E.A }, C: new Net.C().v, c: A.B.c, count: Net.count, keys: Object.keys(Net) }",
  decorators:
    "const log: string[] = []\nconst named = (name: string) => (value: any, { kind }: any) => { log.push(name + kind); return undefined }\nconst double = (_: unknown, context: any) => (n: number) => n * 2\n@named('class') class K { @double n = 2; @named('field') static s = 3; @named('method') m(a: number) { return a + this.n } @named('get') get g() { return this.n } accessor acc = 5; @named('acc') static accessor t = 'x' }\nexport const value = { log, n: new K().n, m: new K().m(1), g: new K().g, acc: new K().acc, t: K.t, name: K.name, s: K.s }",
  'enums that call':
    "const f = (n: number) => n * 2\nenum E { A = 1, B = f(A), C = 5, D, S = `s${C}`, L = 'four'.length, M = [B].length }\nexport const value = [E.A, E.B, E.C, E.D, E.S, E.L, E.M, E[2], Object.keys(E)]",
  'tags of every kind':
    "const seen = new Set<unknown>()\nconst tag = (texts: TemplateStringsArray, ...values: unknown[]) => { seen.add(texts); return texts.raw.join('|') + values.join() }\nclass A { p = 'p'; #x(t: TemplateStringsArray, v: string) { return t[0] + v + this.p } sup(t: TemplateStringsArray, v: string) { return v + this.p } own() { return this.#x`own${'1'}` } }\nclass B extends A { q() { return super.sup`q${'2'}` } }\nconst o = { n: 3, t(this: any, t: TemplateStringsArray, v: number) { return this.n + v + t.length } }\nconst each = [1, 2].map((n) => tag`a${n}\\n`)\nexport const value = [each, seen.size, new A().own(), new B().q(), o.t`x${4}`, o['t']`y${5}`, (tag as any)<string>`z`, String.raw`\\u${'r'}`, ((f) => f`w${1}`)(tag)]",
  'freezing and prototypes':
    "'use strict'\nconst f = Object.freeze({ a: 1 })\nlet failed = ''\ntry { (f as any).a = 2 } catch (e) { failed = (e as Error).name }\nconst child = Object.create({ inherited: 1 }, { own: { value: 2, enumerable: true } })\nexport const value = { failed, frozen: Object.isFrozen(f), inherited: child.inherited, in: [...Object.keys(child)], proto: { __proto__: { p: 4 } }.p }",
  'recursion and memo':
    'const memo = new Map<number, number>()\nconst fib = (n: number): number => memo.get(n) ?? (memo.set(n, n < 2 ? n : fib(n - 1) + fib(n - 2)), memo.get(n)!)\nexport const value = fib(40)',
  'names with $ and _':
    'const $ = 1, _ = 2, o_$_ = 3, $$ = { _: 4 }\nconst ünï = 5\nexport const value = [$, _, o_$_, $$._, ünï]',
  'async functions that nobody waits for':
    'async function later() { await null; return 1 }\nvoid later()\nexport const value = typeof later',
}

describe('a config module is evaluated as any TypeScript is', () => {
  it.each(Object.entries(programs))('%s', async (_, source) => {
    const index = `import { component, workspace } from 'appia'\nimport { value } from './program'
export default workspace({ name: 'x', components: { c: component('c', { value }) }, environments: { local: { store: 'embedded' } } })`
    const directory = workspaceFolder({ 'configs/index.ts': index, 'configs/program.ts': source })
    const { documents } = expectLoaded(await loadWorkspace({ directory, schemas: [] }))
    expect(documents[0]?.value).toEqual({ value: plainValue(source) })
  })
})
