import { encodePointer, type FirewallDocument, type FirewallSet } from '../../model/index.ts'
import { type AddressRange, parseAddresses, printAddresses } from '../addresses.ts'
import { caution, type FirewallProblem, fault } from './problem.ts'

/** What is wrong with sets and what is declared to be in them. */
export function checkSets({ sets = {} }: FirewallDocument): FirewallProblem[] {
  return Object.entries(sets).flatMap(([name, set]) => [
    ...checkMembers(name, set),
    ...checkSize(name, set),
    ...checkElements(name, set),
  ])
}

/** Texts of a list that are no addresses, of whatever family. */
export function checkAddresses(texts: readonly string[], pointer: string): FirewallProblem[] {
  return texts.flatMap((text, index) => {
    const parsed = parseAddresses(text)
    return 'problem' in parsed ? [fault(`${pointer}/${index}`, parsed.problem, parsed.help)] : []
  })
}

function checkMembers(name: string, { members, elements = [], timeout = 0 }: FirewallSet): FirewallProblem[] {
  const pointer = encodePointer(['sets', name])
  if (members === 'runtime' && elements.length > 0) {
    const help = 'declare them in a set of their own, and a rule for each of the two'
    return [fault(`${pointer}/elements`, `${name} is filled at run time, and has elements here too`, help)]
  }
  if (members === 'declared' && timeout > 0) {
    const help = 'members that go by themselves are added at run time: members: "runtime"'
    return [fault(`${pointer}/timeout`, `${name} has a timeout, and its members are declared`, help)]
  }
  return []
}

function checkSize(name: string, { elements = [], capacity, hashSize }: FirewallSet): FirewallProblem[] {
  const pointer = encodePointer(['sets', name])
  const problems: FirewallProblem[] = []
  if (capacity !== undefined && elements.length > capacity) {
    const message = `${name} has ${elements.length} elements and room for ${capacity}`
    problems.push(fault(`${pointer}/capacity`, message, `raise capacity to ${elements.length} or more`))
  }
  if (hashSize !== undefined && (hashSize & (hashSize - 1)) !== 0) {
    const help = `ipset takes powers of two: ${2 ** Math.ceil(Math.log2(hashSize))}`
    problems.push(fault(`${pointer}/hashSize`, `hash size ${hashSize} is not a power of two`, help))
  }
  return problems
}

interface Placed {
  readonly range: AddressRange
  readonly text: string
  readonly pointer: string
}

function checkElements(name: string, { family, holds, elements = [] }: FirewallSet): FirewallProblem[] {
  const base = encodePointer(['sets', name, 'elements'])
  const placed: Placed[] = []
  const problems: FirewallProblem[] = []
  for (const [index, text] of elements.entries()) {
    const pointer = `${base}/${index}`
    const range = parseAddresses(text)
    if ('problem' in range) problems.push(fault(pointer, range.problem, range.help))
    else if (range.family !== family) {
      const help = `put it into a set of family: "${range.family}", with a rule of its own`
      problems.push(fault(pointer, `${text} is ${range.family}, and ${name} holds ${family}`, help))
    } else if (holds === 'addresses' && range.first !== range.last) {
      const help = 'say holds: "networks", or list the addresses'
      problems.push(fault(pointer, `${text} is more than one address, and ${name} holds addresses`, help))
    } else placed.push({ range, text, pointer })
  }
  return [...problems, ...overlaps(placed)]
}

/** What is in twice. It is merged, so it does no harm; but taking one of the two away would change nothing. */
function overlaps(placed: readonly Placed[]): FirewallProblem[] {
  const sorted = [...placed].sort(
    (a, b) => compare(a.range.first, b.range.first) || compare(b.range.last, a.range.last),
  )
  const problems: FirewallProblem[] = []
  let widest: Placed | undefined
  for (const each of sorted) {
    if (widest !== undefined && each.range.first <= widest.range.last) {
      const isWithin = each.range.last <= widest.range.last
      const message = isWithin
        ? `${each.text} is in already, by ${widest.text}`
        : `${each.text} overlaps ${widest.text}`
      const both = {
        ...each.range,
        first: each.range.first,
        last: smaller(each.range.last, widest.range.last),
      }
      const help = isWithin
        ? 'leave one of them out'
        : `both hold ${printAddresses(both)}; write what each adds`
      problems.push(caution(each.pointer, message, help))
    }
    if (widest === undefined || each.range.last > widest.range.last) widest = each
  }
  return problems
}

function smaller(a: bigint, b: bigint): bigint {
  return a < b ? a : b
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0
}
