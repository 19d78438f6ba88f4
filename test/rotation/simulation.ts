import type { Acknowledgement, Keyset, RotationPolicy } from '../../src/rotation/index.ts'
import { nextStep, pendingKey } from '../../src/rotation/index.ts'
import { begin, drain, emptyKeyset, promote, retire } from '../../src/rotation/transition.ts'
import { policyOf, start } from './states.ts'

/** Random numbers of a seed (mulberry32), so that a failure can be repeated. */
export function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** How the simulated rotator may be wrong; each must make messages fail. */
export type Mutation = 'none' | 'promotes-unacknowledged' | 'retires-undrained' | 'no-grace'

interface Member {
  keyset: Keyset
  acknowledgement: Acknowledgement
  /** When it next looks at the store; longer than anything while it is cut off. */
  looksAt: number
}

interface Message {
  readonly keyId: string
  readonly to: number
  readonly arrivesAt: number
}

const memberCount = 3
const tick = 50

/**
 * Rotates seeds among members that look at the store late, are cut off and come back, and send messages that take up to
 * the longest message age. Counts rotations, messages and those that could not be decrypted. Times in ms.
 */
export function simulate(
  seed: number,
  { rotations, mutation = 'none' }: { rotations: number; mutation?: Mutation },
): { readonly messages: number; readonly failed: number; readonly rotations: number } {
  const random = randomOf(seed)
  const names = Array.from({ length: memberCount }, (_, index) => `m${index}@1`)
  const members = Object.fromEntries(names.map((name) => [name, `age1${name}`]))
  const policy = policyOf({ interval: 2000, grace: 1000, longestMessageAge: 1000, members })
  const nodes = names.map(() => newMember())
  let keyset: Keyset | undefined
  let flying: Message[] = []
  const count = { messages: 0, failed: 0, rotations: 0 }
  for (let now = start; count.rotations < rotations; now += tick) {
    const stepped = rotate(keyset, { nodes, names, policy, now, mutation })
    if (stepped !== undefined && stepped.primary !== keyset?.primary) count.rotations++
    keyset = stepped ?? keyset
    for (const node of nodes)
      if (keyset !== undefined && now >= node.looksAt) look(node, keyset, { now, random })
    for (const [from, node] of nodes.entries()) {
      const keyId = node.keyset.primary
      const to = Math.floor(random() * memberCount)
      if (keyId === null || to === from) continue
      flying.push({ keyId, to, arrivesAt: now + Math.floor(random() * policy.longestMessageAge) })
      count.messages++
    }
    const arrived = flying.filter(({ arrivesAt }) => arrivesAt <= now)
    flying = flying.filter(({ arrivesAt }) => arrivesAt > now)
    count.failed += arrived.filter(({ keyId, to }) => !holds(nodes[to], keyId)).length
  }
  return count
}

function rotate(
  keyset: Keyset | undefined,
  world: {
    nodes: readonly Member[]
    names: readonly string[]
    policy: RotationPolicy
    now: number
    mutation: Mutation
  },
): Keyset | undefined {
  const { nodes, names, policy, now, mutation } = world
  const told = new Map(nodes.map((node, index) => [names[index] ?? '', node.acknowledgement]))
  const stamp = { transition: `t${(keyset?.generation ?? 0) + 1}`, now }
  const present = keyset ?? emptyKeyset
  if (mutation === 'promotes-unacknowledged' && pendingKey(present)) return promote(present, stamp)
  const undrained = present.keys.some(
    ({ state, retireAfter }) => state === 'previous' && retireAfter === undefined,
  )
  if (mutation === 'retires-undrained' && undrained) return drain(present, stamp, policy)
  const step = nextStep({ policy, acknowledgements: told, ...(keyset && { keyset }) }, { now })
  switch (step.kind) {
    case 'begin': {
      const key = { id: `k${present.generation + 1}`, recipients: policy.members, sealed: {} }
      return begin(present, stamp, { ...key, reason: step.reason })
    }
    case 'promote':
      return promote(present, stamp)
    case 'drain':
      return drain(present, stamp, mutation === 'no-grace' ? { ...policy, grace: 0 } : policy)
    case 'retire':
      return retire(present, stamp, step)
    case 'wait':
      return undefined
  }
}

function newMember(): Member {
  const acknowledgement: Acknowledgement = {
    generation: 0,
    transition: '',
    opened: [],
    primary: null,
    state: 'waiting-for-key',
    at: '',
  }
  return { keyset: emptyKeyset, acknowledgement, looksAt: 0 }
}

function look(node: Member, keyset: Keyset, { now, random }: { now: number; random: () => number }): void {
  const { generation, transition, primary, keys } = keyset
  node.keyset = keyset
  node.acknowledgement = {
    ...node.acknowledgement,
    generation,
    transition,
    primary,
    opened: keys.map(({ id }) => id),
    state: 'ready',
  }
  const isCutOff = random() < 0.01
  node.looksAt = now + (isCutOff ? random() * 20_000 : random() * 300)
}

function holds(node: Member | undefined, keyId: string): boolean {
  return node?.keyset.keys.some(({ id }) => id === keyId) === true
}
