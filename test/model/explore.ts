import type { Client, Mutant, Server, State } from './protocol.ts'
import { stepsFrom } from './steps.ts'

/** What an exhaustive walk found. */
export interface Exploration {
  readonly states: number
  /** The verdicts that were given somewhere. */
  readonly verdicts: ReadonlySet<string>
  /** The first broken promise, with the steps that lead to it. */
  readonly violation?: { readonly what: string; readonly steps: readonly string[] }
}

/** Visits every state that can be reached, breadth first, until a promise is broken. */
export function explore(start: State, mutant: Mutant = {}): Exploration {
  const places = new Map([[keyOf(start), 0]])
  const queue: { readonly state: State; readonly from: number; readonly name: string }[] = [
    { state: start, from: -1, name: 'start' },
  ]
  const verdicts = new Set<string>()
  for (let place = 0; place < queue.length; place++) {
    const { state } = queue[place] as (typeof queue)[number]
    for (const step of stepsFrom(state, mutant)) {
      if (step.violation !== undefined) {
        const steps = [...traceTo(queue, place), step.name]
        return { states: queue.length, verdicts, violation: { what: step.violation, steps } }
      }
      const key = keyOf(step.state)
      if (places.has(key)) continue
      places.set(key, queue.length)
      queue.push({ state: step.state, from: place, name: step.name })
      for (const client of step.state.clients) verdicts.add(client.verdict)
    }
    // visited states are never read again but for their names
    queue[place] = { ...(queue[place] as (typeof queue)[number]), state: start }
  }
  return { states: queue.length, verdicts }
}

function traceTo(
  queue: readonly { readonly from: number; readonly name: string }[],
  place: number,
): string[] {
  const names: string[] = []
  for (let at = place; at > 0; at = queue[at]?.from ?? 0) names.push(queue[at]?.name ?? '')
  return names.reverse()
}

/** The order of messages on their way does not matter. */
function keyOf({ server, snapshot, clients, network, budget }: State): string {
  const messages = network.map(messageText).sort()
  const left = `${budget.foreignPuts},${budget.foreignDeletes},${budget.trims},${budget.restores}`
  return `${textOf(server)}|${snapshot === null ? '' : textOf(snapshot)}|${clients.map(clientText).join('|')}|${messages}|${left}`
}

function messageText(message: State['network'][number]): string {
  if (message.kind !== 'R') return `${message.kind}${message.client}`
  const { id, base, garbage, half } = message
  return `R${id},${base.seq},${base.id},${base.modRevision},${garbage.join('.')},${half}`
}

function textOf({ revision, epoch, data, ledger, manifest, blobs, history }: Server): string {
  return `${revision},${epoch.seq},${epoch.id},${epoch.modRevision},${data.content},${data.modRevision};${ledger};${manifest};${blobs};${history}`
}

function clientText({ phase, plan, base, fences, retries, verdict }: Client): string {
  const planned = `${plan.content},${plan.modRevision},${plan.seq},${plan.id}`
  return `${phase},${planned},${base.seq},${base.id},${base.modRevision},${base.revision},${base.content},${fences},${retries},${verdict}`
}
