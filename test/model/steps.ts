import {
  type Client,
  executeApply,
  executeFence,
  judge,
  type Message,
  type Mutant,
  type State,
  type Verdict,
} from './protocol.ts'
import { trimArrives, trimBegins } from './trim-steps.ts'

/** One thing that can happen, and the state after it; `violation` when it breaks a promise. */
export interface Step {
  readonly name: string
  readonly state: State
  readonly violation?: string
}

/** Everything that can happen next. */
export function stepsFrom(state: State, mutant: Mutant): Step[] {
  return [
    ...state.clients.flatMap((client, index) => clientSteps(state, { client, index, mutant })),
    ...state.network.flatMap((message) =>
      message.kind === 'R' ? trimArrives(state, message, mutant) : deliveries(state, message, mutant),
    ),
    ...trimBegins(state, mutant),
    ...worldSteps(state),
  ]
}

interface Actor {
  readonly client: Client
  /** From 0; its id in ledger and contents is one more. */
  readonly index: number
  readonly mutant: Mutant
}

function clientSteps(state: State, actor: Actor): Step[] {
  const { client, index, mutant } = actor
  const { server } = state
  switch (client.phase) {
    case 'idle': {
      const { content, modRevision } = server.data
      // clients are alike until they plan: which of them plans first makes no difference
      if (content === 0 || state.clients[index - 1]?.phase === 'idle') return []
      const plan = { content, modRevision, seq: server.epoch.seq, id: server.epoch.id }
      return [next(state, actor, 'plan', { phase: 'planned', plan })]
    }
    case 'planned':
      return [recheck(state, actor)]
    case 'checked':
      if (state.budget.blobs) return [stage(state, actor)]
      return sending(state, actor)
    case 'staged':
      return sending(state, actor)
    case 'sent':
      return timeouts(state, actor)
    case 'open':
      if (mutant.noFence) return [verdict(state, actor, 'not-applied', 'trust the error')]
      if (mutant.readInsteadOfFence) {
        return [verdict(state, actor, judge(server, index + 1, client.base, mutant), 'read the ledger')]
      }
      if (client.fences >= state.budget.fences) return []
      return [
        next(state, actor, 'fence', { phase: 'fencing', fences: client.fences + 1 }, [
          { kind: 'F', client: index },
        ]),
      ]
    case 'fencing':
      return [next(state, actor, 'crash or timeout while fencing', { phase: 'open' })]
    case 'done':
      return []
    default:
      return client.phase satisfies never
  }
}

/** The hash check, and whether the store went back. */
function recheck(state: State, actor: Actor): Step {
  const { client, mutant } = actor
  const { server } = state
  const isSame = mutant.revisionInsteadOfHash
    ? server.data.modRevision === client.plan.modRevision
    : server.data.content === client.plan.content
  if (server.epoch.seq < client.plan.seq) return verdict(state, actor, 'went-back', 'see an older epoch')
  const seen = server.ledger[client.plan.seq] ?? 0
  if (client.plan.seq > 0 && seen !== 0 && seen !== client.plan.id && !mutant.revisionInsteadOfHash) {
    return verdict(state, actor, 'went-back', 'see another history')
  }
  if (!isSame) return verdict(state, actor, 'not-applied', 'find the plan stale')
  const base = { ...server.epoch, revision: server.revision, content: server.data.content }
  return next(state, actor, 're-read', { phase: 'checked', base })
}

/** A blob that is there is not written again. */
function stage(state: State, actor: Actor): Step {
  const { blobs } = state.server
  const id = actor.index + 1
  if (blobs.includes(id)) return next(state, actor, 'find its blob there', { phase: 'staged' })
  const server = { ...state.server, blobs: [...blobs, id].sort() }
  return next({ ...state, server }, actor, 'stage its blob', { phase: 'staged' })
}

function sending(state: State, actor: Actor): Step[] {
  return [
    next(state, actor, 'send', { phase: 'sent' }, [{ kind: 'T', client: actor.index }]),
    next(state, actor, 'crash after the journal, before sending', { phase: 'open' }),
  ]
}

function timeouts(state: State, actor: Actor): Step[] {
  const steps = [next(state, actor, 'crash or timeout', { phase: 'open' })]
  if (!actor.mutant.retryApply || actor.client.retries > 0) return steps
  const again: Message = { kind: 'T', client: actor.index }
  return [...steps, next(state, actor, 'send again', { retries: 1 }, [again])]
}

/** A message arrives; its answer reaches the client or is lost. */
function deliveries(state: State, message: Message, mutant: Mutant): Step[] {
  const client = state.clients[message.client] as Client
  const actor = { client, index: message.client, mutant }
  const place = state.network.indexOf(message)
  const network = state.network.filter((_, index) => index !== place)
  const id = message.client + 1
  if (message.kind === 'F') {
    const { server, reply } = executeFence(state.server, id, client, mutant)
    const after = { ...state, server, network }
    const lost = { name: `fence of ${id} arrives, answer lost`, state: after }
    if (client.phase !== 'fencing') return [lost]
    const said = reply.kind === 'failed' ? reply.verdict : 'not-applied'
    return [lost, verdict(after, actor, said, `fence of ${id} arrives: ${reply.kind}`)]
  }
  const { server, reply, wrote, half } = executeApply(state.server, id, client, {
    mutant,
    guards: state.budget.guards,
  })
  const after = { ...state, server, network }
  const violation = wrote ? violationOf(state, actor, half) : undefined
  const mark = violation === undefined ? {} : { violation }
  const lost: Step = { name: `apply of ${id} arrives, answer lost`, state: after, ...mark }
  if (client.phase !== 'sent') return [lost]
  const said = reply.kind === 'succeeded' ? 'applied' : 'not-applied'
  return [lost, { ...verdict(after, actor, said, `apply of ${id} arrives: ${reply.kind}`), ...mark }]
}

/** What an apply that takes effect must not do. */
function violationOf({ server, budget }: State, { client, index }: Actor, half: boolean): string | undefined {
  if (half) return `apply of ${index + 1} is half there`
  if (client.verdict !== '' && client.verdict !== 'applied')
    return `apply of ${index + 1} happens after "${client.verdict}"`
  if (server.history.includes(index + 1)) return `apply of ${index + 1} happens twice`
  if (budget.blobs && !server.blobs.includes(index + 1))
    return `apply of ${index + 1} names a blob that is gone`
  if (server.data.content !== client.plan.content) {
    return `apply of ${index + 1} overwrites ${server.data.content}, its plan saw ${client.plan.content}`
  }
  return undefined
}

function verdict(state: State, actor: Actor, said: Verdict, name: string): Step {
  const id = actor.index + 1
  const happened = state.server.history.includes(id)
  const step = next(state, actor, name, { phase: 'done', verdict: said })
  if (said === 'applied' && !happened) return { ...step, violation: `${id} is told "applied", but it is not` }
  if (said === 'not-applied' && happened)
    return { ...step, violation: `${id} is told "not-applied", but it is` }
  return step
}

function worldSteps(state: State): Step[] {
  const { server, snapshot, budget } = state
  const revision = server.revision + 1
  const spend = (name: 'foreignPuts' | 'foreignDeletes' | 'restores') => ({
    ...budget,
    [name]: budget[name] - 1,
  })
  const steps: Step[] = []
  if (budget.foreignPuts > 0) {
    const data = { content: 50 + budget.foreignPuts, modRevision: revision }
    steps.push({
      name: 'foreign put',
      state: { ...state, server: { ...server, revision, data }, budget: spend('foreignPuts') },
    })
  }
  if (budget.foreignDeletes > 0 && server.data.content !== 0) {
    const data = { content: 0, modRevision: 0 }
    steps.push({
      name: 'foreign delete',
      state: { ...state, server: { ...server, revision, data }, budget: spend('foreignDeletes') },
    })
  }
  if (budget.restores > 0 && snapshot === null)
    steps.push({ name: 'snapshot', state: { ...state, snapshot: server } })
  const isBetween = state.clients.some(({ phase }) => phase === 'checked' || phase === 'staged')
  if (budget.restores > 0 && snapshot !== null && !(budget.guards === 'range' && isBetween)) {
    // a restored server is a new process: nothing that was on its way reaches it
    steps.push({
      name: 'restore',
      state: { ...state, server: snapshot, network: [], budget: spend('restores') },
    })
  }
  return steps
}

function next(
  state: State,
  { index }: Actor,
  name: string,
  change: Partial<Client>,
  sent: readonly Message[] = [],
): Step {
  const clients = state.clients.map((client, place) => (place === index ? { ...client, ...change } : client))
  return { name: `${index + 1}: ${name}`, state: { ...state, clients, network: [...state.network, ...sent] } }
}
