import {
  holdsPrivateKey,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  plaintextRecipient,
} from '../model/index.ts'
import { isRecipient } from './identity.ts'
import { parseJson } from './keyset.ts'
import { parseTimeOfDay, type QuietWindow, type Weekday, weekdays } from './quiet-window.ts'

/** How seeds rotate, from the document under `/config/rotation/json` (hours and seconds there). Times in ms. */
export interface RotationPolicy {
  readonly algorithm: 'chacha20-poly1305'
  readonly interval: number
  /** How long an old key stays after every member has left it; at least `longestMessageAge`. */
  readonly grace: number
  readonly longestMessageAge: number
  /** How many previous keys may exist at once; the next rotation waits for the oldest to retire. */
  readonly keepPrevious: number
  /** Messages that one sender may seal under one key. */
  readonly messageCap: number
  /** age recipient of each member component@node, or `plaintext`: that member is given the bare seed. */
  readonly members: { readonly [member: string]: string }
  readonly quietWindows: readonly QuietWindow[]
  /** Compact the store once a key has retired, so that its sealed text is gone from history too. */
  readonly compactAfterRetirement: boolean
}

/** One thing wrong with a policy. */
export interface PolicyProblem {
  readonly pointer: string
  readonly message: string
  readonly help: string
}

/** Messages a key when the policy names no cap: 2^32. */
export const defaultMessageCap = 2 ** 32

const millisecondsPerHour = 3_600_000

/** Reads the policy document; everything that is wrong with it is listed, and then there is no policy. */
export function parsePolicy(document: JsonValue): {
  readonly policy?: RotationPolicy
  readonly problems: readonly PolicyProblem[]
} {
  if (!isJsonObject(document)) {
    return { problems: [{ pointer: '', message: 'the policy is not an object', help: 'see docs/keys.md' }] }
  }
  const problems = [...shapeProblems(document), ...memberProblems(document)]
  if (problems.length > 0) return { problems }
  const policy = fromDocument(document)
  const contradictions = [...timeProblems(policy), ...windowProblems(policy)]
  return contradictions.length > 0 ? { problems: contradictions } : { policy, problems: [] }
}

/** Reads the policy from its text or bytes in etcd. */
export function parsePolicyText(text: string | Uint8Array): ReturnType<typeof parsePolicy> {
  return parsePolicy(parseJson(text) ?? null)
}

function shapeProblems(document: JsonObject): PolicyProblem[] {
  const problems: PolicyProblem[] = []
  if (document.algorithm !== 'chacha20-poly1305') {
    problems.push({
      pointer: '/algorithm',
      message: `algorithm must be chacha20-poly1305, got ${JSON.stringify(document.algorithm ?? null)}`,
      help: 'write algorithm: "chacha20-poly1305"',
    })
  }
  const required = ['interval', 'grace', 'longestMessageAge', 'keepPrevious']
  for (const name of document.messageCap === undefined ? required : [...required, 'messageCap']) {
    const value = document[name]
    if (typeof value === 'number' && Number.isFinite(value) && value > 0) continue
    const message = `${name} must be a number above 0, got ${JSON.stringify(value ?? null)}`
    problems.push({ pointer: `/${name}`, message, help: 'times are quantities: minutes(5)' })
  }
  return problems
}

function memberProblems(document: JsonObject): PolicyProblem[] {
  const members = document.members
  if (!isJsonObject(members)) {
    return [{ pointer: '/members', message: 'members is not an object', help: 'appia keygen COMPONENT@NODE' }]
  }
  return Object.entries(members).flatMap(([member, recipient]) => {
    const pointer = `/members/${member.replaceAll('~', '~0').replaceAll('/', '~1')}`
    if (!/^[a-z0-9_-]+@[A-Za-z0-9._-]+$/.test(member)) {
      return [{ pointer, message: `"${member}" is not component@node`, help: 'write sniffer@gw-01' }]
    }
    if (recipient === plaintextRecipient || (typeof recipient === 'string' && isRecipient(recipient)))
      return []
    const help = `run appia keygen ${member} on its node and put the recipient it prints here`
    const message = holdsPrivateKey(recipient)
      ? `${member} has a private identity (not shown) in the place of its recipient: whoever reads this file can open its keys`
      : `${member} has no valid age recipient`
    return [{ pointer, message, help }]
  })
}

function fromDocument(document: JsonObject): RotationPolicy {
  // The shape was checked above; what is optional is read with care. Same names, units of the document.
  const checked = document as unknown as RotationPolicy
  return {
    algorithm: checked.algorithm,
    interval: checked.interval * millisecondsPerHour,
    grace: checked.grace * 1000,
    longestMessageAge: checked.longestMessageAge * 1000,
    keepPrevious: checked.keepPrevious,
    messageCap: checked.messageCap ?? defaultMessageCap,
    members: checked.members,
    quietWindows: Array.isArray(document.quietWindows) ? checked.quietWindows : [],
    compactAfterRetirement: document.compactAfterRetirement === true,
  }
}

function timeProblems(policy: RotationPolicy): PolicyProblem[] {
  const problems: PolicyProblem[] = []
  if (policy.grace < policy.longestMessageAge) {
    problems.push({
      pointer: '/grace',
      message: `grace (${policy.grace / 1000} s) is shorter than the longest message age (${policy.longestMessageAge / 1000} s)`,
      help: 'a message in flight would outlive its key: raise grace or lower longestMessageAge',
    })
  }
  if (policy.interval <= policy.grace) {
    problems.push({
      pointer: '/interval',
      message: `interval (${policy.interval / 1000} s) is not longer than grace (${policy.grace / 1000} s)`,
      help: 'a key must retire before the next one is due: raise interval or lower grace',
    })
  }
  return problems
}

function windowProblems(policy: RotationPolicy): PolicyProblem[] {
  return policy.quietWindows.flatMap((window, index) => {
    const isTime = [window.from, window.to].every((text) => parseTimeOfDay(String(text)) !== undefined)
    const areDays = (window.days ?? []).every((day) => weekdays.includes(day as Weekday))
    if (isTime && areDays) return []
    const help = 'write { days: ["mon"], from: "08:00", to: "18:00" } (UTC)'
    return [{ pointer: `/quietWindows/${index}`, message: 'not a window of the week', help }]
  })
}
