import type { Quantity } from '../model/index.ts'

/** `milliseconds(250)`: a time of 250 ms. Converted exactly to the unit of the field it stands in. */
export const milliseconds = unit('time', 'ms', 1)
/** `seconds(30)` */
export const seconds = unit('time', 's', 1000)
/** `minutes(5)` */
export const minutes = unit('time', 'min', 60_000)
/** `hours(168)` */
export const hours = unit('time', 'h', 3_600_000)
/** `days(7)` */
export const days = unit('time', 'd', 86_400_000)
/** `bytes(512)` */
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
