import { isEpoch, type Mutant, type Server, type State, type TrimMessage, withEntry } from './protocol.ts'
import type { Step } from './steps.ts'

/** A trim looks at the store and sends what it found; the transaction may arrive late or never. */
export function trimBegins(state: State, mutant: Mutant): Step[] {
  const { server, budget } = state
  if (budget.trims === 0 || server.epoch.seq === 0) return []
  const garbage = server.blobs.filter((blob) => blob !== server.manifest)
  if (garbage.length === 0 && server.epoch.seq === 1) return []
  const { seq, id, modRevision } = server.epoch
  const half = mutant.sweepBeforeBump ? 'sweep' : mutant.sweepAfterBump ? 'bump' : undefined
  const message: TrimMessage = {
    kind: 'R',
    id: 100 + budget.trims,
    base: { seq, id, modRevision },
    garbage,
    ...(half === undefined ? {} : { half }),
  }
  const network = [...state.network, message]
  return [
    { name: 'plan a trim', state: { ...state, network, budget: { ...budget, trims: budget.trims - 1 } } },
  ]
}

/** It arrives and nobody waits for its answer: another trim finds less to do, that is all. */
export function trimArrives(state: State, message: TrimMessage, mutant: Mutant): Step[] {
  const rest = state.network.filter((one) => one !== message)
  const { server } = state
  const isGuarded = isEpoch(server, message.base) || mutant.trimWithoutEpoch === true
  if (!isGuarded) return [{ name: 'trim arrives: failed', state: { ...state, network: rest } }]
  const swept = message.half === 'bump' ? server : sweep(server, message)
  const isMoved = message.half !== 'sweep' && mutant.trimWithoutEpoch !== true
  const after = isMoved ? bump(swept, message, mutant) : swept
  const step = {
    name: `trim arrives: ${message.half ?? 'succeeded'}`,
    state: { ...state, server: after, network: [...rest, ...otherHalf(message, after, mutant)] },
  }
  if (!state.budget.blobs || after.manifest === 0 || after.blobs.includes(after.manifest)) return [step]
  return [{ ...step, violation: `a trim takes the blob of the newest index, of ${after.manifest}` }]
}

function sweep(server: Server, { base, garbage }: TrimMessage): Server {
  return {
    ...server,
    blobs: server.blobs.filter((blob) => !garbage.includes(blob)),
    ledger: server.ledger.map((id, seq) => (seq < base.seq ? 0 : id)),
  }
}

function bump(server: Server, { id, base }: TrimMessage, mutant: Mutant): Server {
  const revision = server.revision + 1
  const seq = base.seq + 1
  const ledger = withEntry(server.ledger, seq, id, mutant)
  return { ...server, revision, epoch: { seq, id, modRevision: revision }, ledger }
}

/** What a trim in two steps sends next, under the epoch as it has left it. */
function otherHalf(message: TrimMessage, { epoch }: Server, mutant: Mutant): TrimMessage[] {
  if (message.half === 'sweep' && mutant.sweepBeforeBump) return [{ ...message, half: 'bump' }]
  if (message.half === 'bump' && mutant.sweepAfterBump) return [{ ...message, base: epoch, half: 'sweep' }]
  return []
}
