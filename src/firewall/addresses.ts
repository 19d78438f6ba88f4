import { isIPv4, isIPv6 } from 'node:net'
import type { AddressFamily } from '../model/index.ts'

/** Addresses from `first` to `last`, both included, as numbers of 32 or 128 bits. */
export interface AddressRange {
  readonly family: AddressFamily
  readonly first: bigint
  readonly last: bigint
}

/** How many bits an address has. */
const addressBits: { readonly [family in AddressFamily]: number } = { ipv4: 32, ipv6: 128 }

/** What a text in the place of an address is, or what is wrong with it. */
export type ParsedAddress = AddressRange | { readonly problem: string; readonly help: string }

/** Reads `10.0.0.1`, `10.0.0.0/8` or `10.0.0.1-10.0.0.9`, of either family. */
export function parseAddresses(text: string): ParsedAddress {
  const [first = '', last, ...more] = text.split('-')
  if (more.length > 0 || last === '') return notAnAddress(text)
  if (last !== undefined) return parseSpan(text, first, last)
  const [base = '', length, ...rest] = text.split('/')
  const start = parseAddress(base)
  if (start === undefined || rest.length > 0) return notAnAddress(text)
  if (length === undefined) return { family: start.family, first: start.number, last: start.number }
  return parsePrefix(text, start, length)
}

/** The shortest usual spelling: an address, a prefix, or else `first-last`. */
export function printAddresses({ family, first, last }: AddressRange): string {
  const start = printAddress(family, first)
  if (first === last) return start
  const length = prefixLength({ family, first, last })
  return length === undefined ? `${start}-${printAddress(family, last)}` : `${start}/${length}`
}

/** The fewest ranges with the same addresses, in order; of one family. */
export function mergeRanges(ranges: readonly AddressRange[]): AddressRange[] {
  const merged: AddressRange[] = []
  for (const range of [...ranges].sort(byFirst)) {
    const before = merged.at(-1)
    if (before === undefined || range.first > before.last + 1n) merged.push(range)
    else if (range.last > before.last) merged[merged.length - 1] = { ...before, last: range.last }
  }
  return merged
}

/** Those of one family among texts, merged, in order; what is no address is left out. */
export function rangeTexts(texts: readonly string[], family: AddressFamily): string[] {
  return mergeRanges(rangesOf(texts).filter((range) => range.family === family)).map(printAddresses)
}

/** Texts in the usual spelling, each once, in order; what is adjacent stays apart. */
export function singles(texts: readonly string[]): string[] {
  return [...new Set(rangesOf(texts).sort(byFirst).map(printAddresses))]
}

/** What texts stand for; what is no address is left out. */
export function rangesOf(texts: readonly string[]): AddressRange[] {
  return texts.map(parseAddresses).filter((parsed): parsed is AddressRange => 'first' in parsed)
}

/** The prefixes that a range consists of, in order. */
export function splitIntoPrefixes({ family, first, last }: AddressRange): AddressRange[] {
  const prefixes: AddressRange[] = []
  for (let start = first; start <= last; ) {
    let size = start === 0n ? 1n << BigInt(addressBits[family]) : start & -start
    while (start + size - 1n > last) size >>= 1n
    prefixes.push({ family, first: start, last: start + size - 1n })
    start += size
  }
  return prefixes
}

/** What of `ranges` lies in `others`, and what does not; each without overlaps. */
export function splitBy(
  ranges: readonly AddressRange[],
  others: readonly AddressRange[],
): { readonly inside: AddressRange[]; readonly outside: AddressRange[] } {
  const inside: AddressRange[] = []
  let outside = [...ranges]
  for (const other of mergeRanges(others)) {
    const rest: AddressRange[] = []
    for (const range of outside) {
      if (range.family !== other.family || range.last < other.first || range.first > other.last) {
        rest.push(range)
        continue
      }
      const first = range.first > other.first ? range.first : other.first
      const last = range.last < other.last ? range.last : other.last
      inside.push({ ...range, first, last })
      if (range.first < first) rest.push({ ...range, last: first - 1n })
      if (range.last > last) rest.push({ ...range, first: last + 1n })
    }
    outside = rest
  }
  return { inside, outside }
}

function parseSpan(text: string, first: string, last: string): ParsedAddress {
  const start = parseAddress(first)
  const end = parseAddress(last)
  if (start === undefined || end === undefined || start.family !== end.family) return notAnAddress(text)
  if (start.number <= end.number) return { family: start.family, first: start.number, last: end.number }
  return { problem: `${text} ends before it begins`, help: `write ${last}-${first}` }
}

function parsePrefix(text: string, { family, number }: Address, length: string): ParsedAddress {
  const bits = addressBits[family]
  if (!/^(0|[1-9]\d{0,2})$/.test(length) || Number(length) > bits) {
    return { problem: `${text} has no prefix length of 0 to ${bits}`, help: `${family} has ${bits} bits` }
  }
  const size = 1n << BigInt(bits - Number(length))
  const first = number - (number % size)
  if (first === number) return { family, first, last: first + size - 1n }
  const meant = `${printAddress(family, first)}/${length}`
  const problem = `${text} has bits beyond its prefix: it would be taken for ${meant}`
  return {
    problem,
    help: `write ${meant} for the network, or ${printAddress(family, number)} for the address`,
  }
}

interface Address {
  readonly family: AddressFamily
  readonly number: bigint
}

function parseAddress(text: string): Address | undefined {
  if (isIPv4(text)) return { family: 'ipv4', number: parseIPv4(text) }
  if (isIPv6(text) && !text.includes('%')) return { family: 'ipv6', number: parseIPv6(text) }
  return undefined
}

function parseIPv4(text: string): bigint {
  return text.split('.').reduce((number, part) => number * 256n + BigInt(part), 0n)
}

function parseIPv6(text: string): bigint {
  const dotted = text.includes('.') ? text.slice(text.lastIndexOf(':') + 1) : undefined
  const number = dotted === undefined ? 0n : parseIPv4(dotted)
  const whole =
    dotted === undefined
      ? text
      : `${text.slice(0, -dotted.length)}${(number >> 16n).toString(16)}:${(number & 0xffffn).toString(16)}`
  const [head = '', tail] = whole.split('::')
  const groups = (part: string) => (part === '' ? [] : part.split(':'))
  const before = groups(head)
  const after = tail === undefined ? [] : groups(tail)
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0')
  return [...before, ...zeros, ...after].reduce((sum, group) => sum * 65_536n + BigInt(`0x${group}`), 0n)
}

/** IPv6 as RFC 5952 has it, without the dotted form. */
function printAddress(family: AddressFamily, number: bigint): string {
  if (family === 'ipv4') return [24n, 16n, 8n, 0n].map((shift) => (number >> shift) & 255n).join('.')
  const groups = Array.from({ length: 8 }, (_, index) =>
    ((number >> BigInt(112 - 16 * index)) & 0xffffn).toString(16),
  )
  const text = groups.join(':')
  const runs = [...text.matchAll(/(?:^|:)0(?::0)+(?=:|$)/g)].map(([run]) => run)
  const longest = runs.sort((a, b) => zerosOf(b) - zerosOf(a))[0]
  if (longest === undefined) return text
  const at = text.indexOf(longest)
  const after = text.slice(at + longest.length).replace(/^:/, '')
  return `${text.slice(0, at)}::${after}`
}

function zerosOf(run: string): number {
  return run.split(':').filter((group) => group === '0').length
}

function prefixLength({ family, first, last }: AddressRange): number | undefined {
  const size = last - first + 1n
  if ((size & (size - 1n)) !== 0n || first % size !== 0n) return undefined
  return addressBits[family] - (size.toString(2).length - 1)
}

function byFirst(a: AddressRange, b: AddressRange): number {
  return a.first < b.first ? -1 : a.first > b.first ? 1 : 0
}

function notAnAddress(text: string): ParsedAddress {
  const help =
    'write an address, a prefix or a range: 192.0.2.1, 192.0.2.0/24, 192.0.2.1-192.0.2.9, 2001:db8::/32'
  return { problem: `${JSON.stringify(text)} is no address`, help }
}
