/**
 * Publishing as a small state machine: clients that look, stage, commit and sweep, each step on its own, in any order,
 * and each of them may stop for ever. Generations share shards. Letters stand for shards, numbers for the rest.
 */

/** What the store holds. */
interface World {
  readonly epoch: number
  readonly swept: number
  /** The generation that counts; '' for none. Its letters are its shards. */
  readonly pointer: string
  /** Shards that are there. */
  readonly shards: string
  readonly clients: readonly Publisher[]
}

/** A client on its way from the sources to a flipped pointer. */
interface Publisher {
  readonly phase: 'idle' | 'marked' | 'looked' | 'staged' | 'committed' | 'done'
  readonly wants: string
  readonly epoch: number
  readonly swept: number
  /** Shards seen when it looked. */
  readonly seen: string
  /** The generation before, kept by its sweep. */
  readonly before: string
}

/** Ways to get it wrong; each must be found out. */
export interface PublishingMutant {
  /** The commit is not guarded on the marker of sweeps. */
  readonly ignoresSweeps?: boolean
  /** The marker is read after looking at what is there. */
  readonly looksFirst?: boolean
  /** A sweep is not guarded on its apply's epoch. */
  readonly sweepsBlindly?: boolean
}

const idle = { phase: 'idle', epoch: 0, swept: 0, seen: '', before: '' } as const

/** What an exhaustive walk found: the number of worlds, and the first in which the pointer names what is not there. */
export function explorePublishing(wanted: readonly string[], mutant: PublishingMutant = {}): Exploration {
  const start: World = {
    epoch: 0,
    swept: 0,
    pointer: 'cd',
    // a generation before, whose sweep never came
    shards: 'abcd',
    clients: wanted.map((wants) => ({ ...idle, wants })),
  }
  const seen = new Set([JSON.stringify(start)])
  const queue = [start]
  let flips = 0
  for (const world of queue) {
    if (!isWhole(world)) return { worlds: seen.size, flips, violation: world }
    for (const next of stepsFrom(world, mutant)) {
      if (next.pointer !== world.pointer) flips++
      const text = JSON.stringify(next)
      if (seen.has(text)) continue
      seen.add(text)
      queue.push(next)
    }
  }
  return { worlds: seen.size, flips }
}

export interface Exploration {
  readonly worlds: number
  readonly flips: number
  readonly violation?: World
}

function isWhole({ pointer, shards }: World): boolean {
  return [...pointer].every((shard) => shards.includes(shard))
}

function stepsFrom(world: World, mutant: PublishingMutant): World[] {
  return world.clients.flatMap((client, index) => {
    const next = step(world, client, mutant)
    if (next === undefined) return []
    const [changes, moved] = next
    return [{ ...world, ...changes, clients: world.clients.with(index, { ...client, ...moved }) }]
  })
}

type Step = readonly [changes: Partial<World>, moved: Partial<Publisher>]

function step(world: World, client: Publisher, mutant: PublishingMutant): Step | undefined {
  const { wants } = client
  switch (client.phase) {
    case 'idle':
      if (mutant.looksFirst) return [{}, { phase: 'marked', epoch: world.epoch, seen: world.shards }]
      return [{}, { phase: 'marked', epoch: world.epoch, swept: world.swept }]
    case 'marked':
      if (mutant.looksFirst) return [{}, { phase: 'looked', swept: world.swept }]
      return [{}, { phase: 'looked', seen: world.shards }]
    case 'looked': {
      const missing = [...wants].filter((shard) => !client.seen.includes(shard))
      return [{ shards: union(world.shards, missing) }, { phase: 'staged' }]
    }
    case 'staged': {
      const isCurrent = world.epoch === client.epoch && (mutant.ignoresSweeps || world.swept === client.swept)
      if (!isCurrent) return [{}, idle]
      const epoch = world.epoch + 1
      return [
        { pointer: wants, epoch },
        { phase: 'committed', epoch, before: world.pointer },
      ]
    }
    case 'committed': {
      if (world.epoch !== client.epoch && !mutant.sweepsBlindly) return [{}, { phase: 'done' }]
      const kept = [...world.shards].filter((shard) => (wants + client.before).includes(shard))
      return [{ shards: kept.join(''), swept: world.swept + 1 }, { phase: 'done' }]
    }
    case 'done':
      return undefined
    default:
      return client.phase satisfies never
  }
}

function union(shards: string, more: readonly string[]): string {
  return [...new Set([...shards, ...more])].sort().join('')
}
