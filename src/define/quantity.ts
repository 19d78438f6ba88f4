import type { Quantity } from '../model/index.ts'

/** `milliseconds(250)`: a time of 250 ms. Converted exactly to the unit of the field it stands in. */
export const milliseconds = unit('time', 'ms', 1)
/** `seconds(30)`: a time of 30,000 ms. */
export const seconds = unit('time', 's', 1000)
/** `minutes(5)`: a time of 300,000 ms. */
export const minutes = unit('time', 'min', 60_000)
/** `hours(168)`: a time of 168 × 3,600,000 ms. */
export const hours = unit('time', 'h', 3_600_000)
/** `days(7)`: a time of 7 × 86,400,000 ms, whatever the calendar. */
export const days = unit('time', 'd', 86_400_000)
/** `bytes(512)`: a size of 512 bytes. */
export const bytes = unit('size', 'B', 1)
/** `kibibytes(64)`: 65,536 bytes. */
export const kibibytes = unit('size', 'KiB', 1024)
/** `mebibytes(1)`: 1,048,576 bytes. */
export const mebibytes = unit('size', 'MiB', 1024 ** 2)

function unit(
  dimension: Quantity['$quantity'],
  symbol: string,
  factor: number,
): (amount: number) => Quantity {
  return (amount) => ({ $quantity: dimension, amount: amount * factor, text: `${amount} ${symbol}` })
}
