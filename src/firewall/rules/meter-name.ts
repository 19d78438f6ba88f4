import type { AddressFamily } from '../../model/index.ts'

/** The set that the limit of a rule for each source is kept in. */
export function meterName(rule: string, family: AddressFamily): string {
  return `over_${rule}_${family === 'ipv4' ? 4 : 6}`
}

/** True of the names that `meterName` gives. */
export function isMeterName(name: string): boolean {
  return /^over_.+_[46]$/.test(name)
}
