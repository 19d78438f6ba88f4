import { isQuantity, type SecretSource, type SecretSources } from '../../model/index.ts'

type Members = Readonly<Record<string, unknown>>

/** How long a program may take where its author says nothing. */
const defaultMilliseconds = 30_000
/** And the longest that may be said. */
const mostMilliseconds = 600_000

/** True for what `kept()` and its like make, with nothing in it that an apply could not use. */
export function isSecretSource(value: unknown): boolean {
  return sourceOf(value) !== undefined
}

/** What `secrets` of an environment says; its shape was checked. */
export function secretSourcesOf(value: unknown): SecretSources | undefined {
  if (value === undefined) return undefined
  const one = sourceOf(value)
  if (one !== undefined) return { byName: {}, others: one }
  const { '*': others, ...named } = value as Members
  const byName = Object.entries(named).flatMap(([name, each]): [string, SecretSource][] => {
    const source = sourceOf(each)
    return source === undefined ? [] : [[name, source]]
  })
  const other = sourceOf(others)
  return { byName: Object.fromEntries(byName), ...(other && { others: other }) }
}

function sourceOf(value: unknown): SecretSource | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { kind, from, variable, path, readableByOthers, argv, timeout } = value as Members
  if (kind !== 'secret-source') return undefined
  if (from === 'live') return { from }
  if (from === 'env' && isText(variable) && /^[^=\0]+$/.test(variable)) return { from, variable }
  if (from === 'file' && isText(path) && !path.includes('\0'))
    return { from, path, ...(readableByOthers === true && { isReadableByOthers: true }) }
  const milliseconds = millisecondsOf(timeout)
  const isCommand = from === 'command' && Array.isArray(argv) && argv.length > 0 && argv.every(isArgument)
  if (!isCommand || argv[0] === '' || milliseconds === undefined) return undefined
  return { from, argv: [...(argv as string[])], milliseconds }
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}

function isArgument(value: unknown): boolean {
  return typeof value === 'string' && !value.includes('\0')
}

function millisecondsOf(timeout: unknown): number | undefined {
  if (timeout === undefined) return defaultMilliseconds
  if (!isQuantity(timeout) || timeout.$quantity !== 'time') return undefined
  return timeout.amount > 0 && timeout.amount <= mostMilliseconds ? timeout.amount : undefined
}
