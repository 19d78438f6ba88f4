// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts are sources of config modules

/** Expressions that reach outside of a config module, and what the refusal names. */
export const attempts: readonly (readonly [code: string, names: string])[] = [
  ['process.env.HOME', 'process.env'],
  ['process.exit(1)', 'process.exit'],
  ["process?.env?.['HOME']", 'process.env'],
  ["typeof process !== 'undefined' ? process.pid : 0", 'process.pid'],
  ['globalThis.process.env', 'process.env'],
  ["require('node:fs')", 'require()'],
  ["Buffer.from('a')", 'Buffer.from'],
  ["fetch('http://localhost')", 'fetch()'],
  ["new WebSocket('ws://localhost')", 'new WebSocket()'],
  ['setTimeout(() => {}, 1)', 'setTimeout()'],
  ['queueMicrotask(() => {})', 'queueMicrotask()'],
  ['Date.now()', 'Date.now()'],
  ['new Date().getTime()', 'new Date()'],
  ['Date()', 'Date()'],
  ['new Date(0).getHours()', 'Date.prototype.getHours()'],
  ["new Date('2026-01-01T00:00').getTime()", 'Date of "2026-01-01T00:00"'],
  ['`${new Date(0)}`', 'Date.prototype.toString()'],
  ['performance.now()', 'performance.now'],
  ['Math.random()', 'Math.random()'],
  ["[Math].map((math) => math['random']())[0]", 'Math.random()'],
  ['crypto.randomUUID()', 'crypto.randomUUID'],
  ["new Intl.NumberFormat('de').format(1)", 'Intl.NumberFormat'],
  ["'a'.localeCompare('b')", 'String.prototype.localeCompare()'],
  ['(1000).toLocaleString()', 'Number.prototype.toLocaleString()'],
  ["'I'.toLocaleLowerCase('tr')", 'String.prototype.toLocaleLowerCase()'],
  ["eval('1')", 'eval()'],
  ["new Function('return 1')()", 'new Function()'],
  ["(() => {}).constructor('return process')()", 'Function()'],
  ["(function* () {}).constructor('yield 1')", 'GeneratorFunction()'],
  ["(async () => {}).constructor('return 1')", 'AsyncFunction()'],
  ["Reflect.construct(Function, ['return 1'])", 'new Function()'],
  ['new WebAssembly.Module([])', 'WebAssembly.Module'],
  ['new SharedArrayBuffer(8)', 'new SharedArrayBuffer()'],
  ['new Uint8Array(8)', 'new Uint8Array()'],
  ['new WeakRef({})', 'new WeakRef()'],
  ["btoa('x')", 'btoa()'],
  ["new URL('http://localhost').host", 'new URL()'],
  ['`${() => 1}`', 'Function.prototype.toString()'],
  ['Temporal.Now.instant()', 'Temporal.Now'],
  ['Iterator.from([1])', 'Iterator.from'],
]

/**
 * Ways out: each of these leads, in a bare node:vm context, to an object of the host, from there to its Function, and so
 * to process.
 */
export const escapes: readonly (readonly [title: string, code: string])[] = [
  ['this', "this?.constructor?.constructor('return process')()"],
  ['globalThis', "globalThis.constructor.constructor('return process')()"],
  ['a rejected import()', "import('x').catch((e) => e.constructor.constructor('return process')())"],
  [
    'an error of the host',
    "(() => { try { null.x } catch (e) { return e.constructor.constructor('return process')() } })()",
  ],
  [
    'a stack overflow',
    "(() => { const f = () => f(); try { f() } catch (e) { return e.constructor.constructor('return process')() } })()",
  ],
  [
    'Error.prepareStackTrace',
    "(() => { let found; try { Error.prepareStackTrace = (_, sites) => { found = sites } } catch {} ; new Error('x').stack; return found.constructor.constructor('return process')() })()",
  ],
  [
    'an error whose name is a symbol',
    "(() => { const e = new Error('x'); e.name = Symbol('s'); try { e.stack } catch (host) { return host.constructor.constructor('return process')() } return e.stack.constructor.constructor('return process')() })()",
  ],
  [
    'a caller of the host',
    "(() => { const f = function () { return f.caller }; try { return f().constructor.constructor('return process')() } catch (e) { return e.constructor.constructor('return process')() } })()",
  ],
  [
    'a proxy whose traps throw',
    'new Proxy({}, { ownKeys() { throw new Proxy({}, { get: (_, k) => { throw k } }) }, getPrototypeOf: () => Object.prototype })',
  ],
  ['a thenable', "({ then(resolve) { resolve.constructor.constructor('return process')() } })"],
  ['a toJSON', "({ toJSON(key) { return key.constructor.constructor('return process')() } })"],
  ['a getter that runs late', "({ get port() { return (() => {}).constructor('return process')() } })"],
]
