import type { EnvironmentStatus } from './environment-status.ts'

/** Who is connected to etcd, as far as that can be known: etcd itself names nobody. */
export interface ConnectedClients {
  /** Members that hold a lease, and so a connection: `detector@gw-01`. */
  readonly members: readonly string[]
  /** Streams of watches that clients of any kind hold open at all endpoints; null where one does not tell. */
  readonly watchStreams: number | null
}

/** The connected clients that a status knows of. */
export function connectedClients({
  members,
  endpoints,
}: Pick<EnvironmentStatus, 'members' | 'endpoints'>): ConnectedClients {
  const alive = members.filter(({ aliveSince }) => aliveSince !== null)
  const streams = endpoints.flatMap(({ reachable, watchStreams }) => (reachable ? [watchStreams] : []))
  const isTold = streams.length > 0 && streams.every((each) => each !== undefined)
  return {
    members: alive.map(({ component, node }) => `${component}@${node}`),
    watchStreams: isTold ? streams.reduce((sum, each) => sum + each, 0) : null,
  }
}
