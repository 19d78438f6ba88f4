import { createHash } from 'node:crypto'
import type { ConnectionOptions } from './etcd-client.ts'
import { EtcdEndpoints } from './etcd-endpoints.ts'

/** Users of one connection: a client follows three ranges or more, and some servers take 250 streams of one connection. */
const mostUsers = 20

/** What the endpoints of a store are opened with. */
export interface EndpointsRequest {
  readonly endpoints: readonly string[]
  readonly connection: Omit<ConnectionOptions, 'endpoint' | 'onUnguarded'>
  readonly onWarning: (text: string) => void
}

/** Endpoints that one store uses, alone or with others. */
export interface UsedEndpoints {
  readonly endpoints: EtcdEndpoints
  /** Called once; the last one to leave closes them. */
  readonly leave: () => void
}

interface Shared {
  readonly opening: Promise<EtcdEndpoints>
  readonly listeners: Set<(text: string) => void>
  /** Told to those that come later too. */
  readonly warnings: Set<string>
  users: number
}

/** What is open in this process, by the hash of all that it was opened with. */
const open = new Map<string, Shared[]>()

/**
 * Endpoints that stores of this process share where everything that they are opened with is the same, credentials
 * included: five hundred clients in a process need no connections of their own.
 */
export async function shareEndpoints(request: EndpointsRequest): Promise<UsedEndpoints> {
  const name = nameOf(request)
  const others = open.get(name) ?? []
  const shared = others.find(({ users }) => users < mostUsers) ?? openShared(request)
  if (!others.includes(shared)) open.set(name, [...others, shared])
  shared.users++
  shared.listeners.add(request.onWarning)
  for (const text of shared.warnings) request.onWarning(text)
  const leave = (): void => {
    shared.listeners.delete(request.onWarning)
    shared.users--
    if (shared.users > 0) return
    const left = (open.get(name) ?? []).filter((each) => each !== shared)
    if (left.length > 0) open.set(name, left)
    else open.delete(name)
    void shared.opening.then((endpoints) => endpoints.close()).catch(() => undefined) // never opened
  }
  try {
    return { endpoints: await shared.opening, leave }
  } catch (error) {
    leave()
    throw error
  }
}

function openShared({ endpoints, connection }: EndpointsRequest): Shared {
  const listeners = new Set<(text: string) => void>()
  const warnings = new Set<string>()
  const onWarning = (text: string): void => {
    warnings.add(text)
    for (const listener of listeners) {
      try {
        listener(text)
      } catch {
        // one user's callback that throws is no concern of the others, nor of the connection
      }
    }
  }
  return {
    opening: EtcdEndpoints.open(endpoints, { ...connection, onWarning }),
    listeners,
    warnings,
    users: 0,
  }
}

/** A hash, so that no password is kept for the comparison. */
function nameOf({ endpoints, connection }: EndpointsRequest): string {
  const { ca, cert, key, ...rest } = connection
  const hash = createHash('sha256')
  for (const part of [JSON.stringify([endpoints, rest]), ca, cert, key])
    hash.update(`${part?.length ?? 'none'}\n`).update(part ?? '')
  return hash.digest('hex')
}
