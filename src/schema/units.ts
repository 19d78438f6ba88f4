import type { Quantity } from '../model/index.ts'

/** A unit that quantities convert to: `factor` of the smallest unit of its dimension (ms, bytes). */
export interface MeasuredUnit {
  readonly symbol: string
  readonly dimension: Quantity['$quantity']
  readonly factor: number
}

/** Units with a dimension, small to large within each. Decimal sizes are for fields whose component counts so. */
export const measuredUnits: readonly MeasuredUnit[] = [
  { symbol: 'us', dimension: 'time', factor: 0.001 },
  { symbol: 'ms', dimension: 'time', factor: 1 },
  { symbol: 's', dimension: 'time', factor: 1000 },
  { symbol: 'min', dimension: 'time', factor: 60_000 },
  { symbol: 'h', dimension: 'time', factor: 3_600_000 },
  { symbol: 'd', dimension: 'time', factor: 86_400_000 },
  { symbol: 'B', dimension: 'size', factor: 1 },
  { symbol: 'KiB', dimension: 'size', factor: 1024 },
  { symbol: 'MiB', dimension: 'size', factor: 1024 ** 2 },
  { symbol: 'GiB', dimension: 'size', factor: 1024 ** 3 },
  { symbol: 'kB', dimension: 'size', factor: 1000 },
  { symbol: 'MB', dimension: 'size', factor: 1000 ** 2 },
  { symbol: 'GB', dimension: 'size', factor: 1000 ** 3 },
]

/** Units that only label a number; no quantity converts to them. */
export const labelUnits: readonly string[] = [
  'percent',
  'ratio',
  'count',
  'connections',
  'entries',
  'events',
  'features',
  'flows',
  'messages',
  'packets',
  'samples',
  'threads',
  'tokens',
  '1/s',
  'bytes/s',
  'connections/s',
  'events/s',
  'flows/s',
  'messages/s',
  'packets/s',
  'Mbit/s',
  'MHz',
]

/** Units in which people say an amount; decimal sizes are left to the fields that ask for them. */
const spokenUnits = measuredUnits.filter(({ symbol }) => !/^[kMG]B$/.test(symbol))

/** The unit with a dimension that `symbol` names. */
export function measuredUnit(symbol: unknown): MeasuredUnit | undefined {
  return measuredUnits.find((unit) => unit.symbol === symbol)
}

/** `5000 ms (5 s)`, `30 s`, `1048576 B (1 MiB)`: the number with its unit and, where a larger unit is exact, in that. */
export function formatQuantity(value: number, symbol: string | undefined): string {
  if (symbol === undefined) return String(value)
  const plain = `${value} ${symbol}`
  const unit = measuredUnit(symbol)
  if (unit === undefined || value === 0) return plain
  const larger = spokenUnits.findLast(
    (other) =>
      other.dimension === unit.dimension &&
      other.factor > unit.factor &&
      Number.isInteger((value * unit.factor) / other.factor),
  )
  return larger === undefined ? plain : `${plain} (${(value * unit.factor) / larger.factor} ${larger.symbol})`
}

/** The amount of a quantity in `unit`, or undefined where it has a remainder there (any fraction in an integer field). */
export function amountIn(unit: MeasuredUnit, amount: number, isInteger: boolean): number | undefined {
  // 1 / 0.001 is exact in floating point, 0.001 itself is not: multiply by the whole number.
  const converted = unit.factor < 1 ? amount * Math.round(1 / unit.factor) : amount / unit.factor
  const back = unit.factor < 1 ? converted / Math.round(1 / unit.factor) : converted * unit.factor
  const isExact =
    Number.isFinite(converted) && back === amount && (!isInteger || Number.isSafeInteger(converted))
  return isExact ? converted : undefined
}
