import { languageGlobals } from '../../language.ts'
import { cloneValue } from '../tracking/natives/clone.ts'
import { warn } from './attempts.ts'
import { denied, deniedFunction } from './denied.ts'
import { sealDate } from './seal-date.ts'

const reasons = {
  surroundings: 'it has no environment, files or processes',
  network: 'it has no network',
  time: 'it is evaluated in one go, and time does not pass',
  clock: 'it has no clock',
  randomness: 'it has no randomness',
  locale: 'it has no locale',
  code: 'code from strings is not allowed',
  machine: 'its result would depend on the machine',
  platform: 'it belongs to a browser or to Node, not to the language',
  newer: 'it is not part of ES2023, which config modules are written in',
  collection: 'its result would depend on when memory is cleaned up',
}

/** What stands for each global that is missing or taken away, by the reason. */
const forbidden: Readonly<Record<keyof typeof reasons, readonly string[]>> = {
  surroundings: [
    'process',
    'require',
    'module',
    'exports',
    'Buffer',
    'global',
    '__dirname',
    '__filename',
    'Deno',
    'Bun',
    'navigator',
    'localStorage',
    'Worker',
    'MessageChannel',
    'BroadcastChannel',
  ],
  network: ['fetch', 'Request', 'Response', 'WebSocket', 'EventSource', 'XMLHttpRequest'],
  time: [
    'setTimeout',
    'setInterval',
    'setImmediate',
    'clearTimeout',
    'clearInterval',
    'clearImmediate',
    'queueMicrotask',
  ],
  clock: ['performance'],
  randomness: ['crypto'],
  locale: ['Intl'],
  code: ['eval', 'WebAssembly'],
  machine: [
    'SharedArrayBuffer',
    'Atomics',
    'ArrayBuffer',
    'DataView',
    'Int8Array',
    'Uint8Array',
    'Uint8ClampedArray',
    'Int16Array',
    'Uint16Array',
    'Int32Array',
    'Uint32Array',
    'Float32Array',
    'Float64Array',
    'BigInt64Array',
    'BigUint64Array',
  ],
  collection: ['WeakRef', 'FinalizationRegistry'],
  platform: [
    'URL',
    'URLSearchParams',
    'URLPattern',
    'TextEncoder',
    'TextDecoder',
    'atob',
    'btoa',
    'window',
    'self',
    'document',
    'location',
    'history',
    'alert',
    'prompt',
    'confirm',
    'sessionStorage',
    'indexedDB',
    'caches',
    'postMessage',
    'reportError',
    'requestAnimationFrame',
    'AbortController',
    'AbortSignal',
    'Blob',
    'DOMException',
    'Event',
    'EventTarget',
    'File',
    'FileReader',
    'FormData',
    'Headers',
    'MessagePort',
    'ReadableStream',
    'TransformStream',
    'WritableStream',
  ],
  newer: [
    'Iterator',
    'Temporal',
    'Float16Array',
    'DisposableStack',
    'AsyncDisposableStack',
    'SuppressedError',
    'ShadowRealm',
  ],
}

/** Takes from the context all that could make two evaluations differ. Once, before any of the author's code runs. */
export function sealContext(): void {
  for (const [reason, names] of Object.entries(forbidden) as [keyof typeof reasons, readonly string[]][]) {
    for (const name of names) provide(name, denied(name, reasons[reason]))
  }
  const knownNames = new Set([...languageGlobals, ...Object.values(forbidden).flat()])
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    if (!knownNames.has(name)) provide(name, denied(name, reasons.newer))
  }
  provide('structuredClone', cloneValue)
  provide('console', silentConsole())
  sealDate(reasons)
  replace(Math, 'random', deniedFunction('Math.random', reasons.randomness))
  // It would be the text that evaluation made of the author's.
  replace(
    Function.prototype,
    'toString',
    deniedFunction('Function.prototype.toString', 'a function is not a value'),
  )
  sealLocale()
  sealCode()
  sealStacks()
}

function sealLocale(): void {
  replace(String.prototype, 'localeCompare', deniedFunction('String.prototype.localeCompare', reasons.locale))
  for (const name of ['toLocaleUpperCase', 'toLocaleLowerCase']) {
    replace(String.prototype, name, deniedFunction(`String.prototype.${name}`, reasons.locale))
  }
  for (const holder of [Number, BigInt, Array, Object]) {
    replace(
      holder.prototype,
      'toLocaleString',
      deniedFunction(`${holder.name}.prototype.toLocaleString`, reasons.locale),
    )
  }
}

/** `Function` stays for `instanceof`, but makes nothing; so do its relatives, which have no name. */
function sealCode(): void {
  const kinds = [() => {}, function* () {}, async () => {}, async function* () {}]
  for (const kind of kinds) {
    const maker: object = kind.constructor
    const name = (maker as { name: string }).name
    const guarded = new Proxy(maker, {
      apply: () => deniedFunction(name, reasons.code)(),
      construct: () => deniedFunction(`new ${name}`, reasons.code)(),
    })
    replace(Object.getPrototypeOf(kind), 'constructor', guarded)
    if (name === 'Function') provide('Function', guarded)
  }
}

/**
 * Stacks would show where the bundle lies, and formatting them runs code of the host. Ours runs instead, and nobody can
 * change that.
 */
function sealStacks(): void {
  replace(Error, 'stackTraceLimit', 0)
  replace(Error, 'prepareStackTrace', () => '')
  Reflect.deleteProperty(Error, 'captureStackTrace')
}

function silentConsole(): object {
  const say = (name: string): (() => void) => {
    return () => warn(`console.${name}`, `console.${name}() prints nothing in a config module`)
  }
  return new Proxy({}, { get: (_, name) => say(String(name)) })
}

function provide(name: string, value: unknown): void {
  Object.defineProperty(globalThis, name, { value, writable: false, enumerable: false, configurable: false })
}

function replace(holder: object, name: string, value: unknown): void {
  Object.defineProperty(holder, name, { value, writable: false, enumerable: false, configurable: false })
}
