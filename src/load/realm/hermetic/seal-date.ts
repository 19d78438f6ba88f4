import { deny } from './attempts.ts'
import { deniedFunction } from './denied.ts'

interface Reasons {
  readonly clock: string
  readonly locale: string
}

const zone = 'it has no time zone; use UTC'
const localMembers = /^(get|set)(?!UTC|Time$)|^to(Locale|Date|Time)|^toString$/

/** Dates stay as far as they are arithmetic on UTC: no clock, no time zone, no locale. */
export function sealDate({ clock, locale }: Reasons): void {
  const original = Date
  const { parse } = Date
  const guarded = new Proxy(original, {
    apply: () => deny('Date()', clock),
    construct(target, values, newTarget) {
      if (values.length === 0) deny('new Date()', clock)
      if (values.length > 1) deny('new Date(year, month, …)', zone)
      checkText(values[0])
      return Reflect.construct(target, values, newTarget) as object
    },
  })
  define(original, 'now', deniedFunction('Date.now', clock))
  define(original, 'parse', (text: string) => {
    checkText(text)
    return parse(text)
  })
  for (const name of Object.getOwnPropertyNames(original.prototype)) {
    if (localMembers.test(name)) {
      define(
        original.prototype,
        name,
        deniedFunction(`Date.prototype.${name}`, name.startsWith('toLocale') ? locale : zone),
      )
    }
  }
  define(original.prototype, 'constructor', guarded)
  Object.defineProperty(globalThis, 'Date', { value: guarded, writable: false, configurable: false })
}

/** A day alone, or a time with its zone, means the same everywhere. */
function checkText(value: unknown): void {
  if (typeof value !== 'string') return
  const isAbsolute = /^\d{4}-\d\d(-\d\d)?$|^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(value)
  if (!isAbsolute) deny(`Date of "${value}"`, zone)
}

function define(holder: object, name: string, value: unknown): void {
  Object.defineProperty(holder, name, { value, writable: false, configurable: false })
}
