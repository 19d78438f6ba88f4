/** ZeroMQ socket pairs that fit together. */
export type ChannelPattern = 'push/pull' | 'pub/sub'

/** What `channel` takes; `from` and `to` are names of components. */
export interface ChannelInput {
  readonly from: string
  readonly to: string
  /** TCP port, 1..65535. */
  readonly port: number
  readonly pattern: ChannelPattern
  /** The end that binds; the other connects. */
  readonly binds: 'from' | 'to'
  /** Address that the connecting end dials. Default `127.0.0.1`. */
  readonly address?: string
  /** Address that the binding end listens on. Default `address`. */
  readonly bindAddress?: string
}

/** One end of a channel, as a socket. */
export interface ChannelEnd {
  readonly component: string
  /** Where it listens, or what it dials. */
  readonly address: string
  /** TCP port, 1..65535. */
  readonly port: number
  /** `tcp://<address>:<port>` */
  readonly endpoint: string
  readonly mode: 'bind' | 'connect'
  readonly socketType: 'PUSH' | 'PULL' | 'PUB' | 'SUB'
}

/** A channel between two components: both ends come from one literal, so they cannot disagree. */
export interface Channel {
  readonly kind: 'channel'
  readonly producer: ChannelEnd
  readonly consumer: ChannelEnd
}

/** Declares a channel and derives both of its ends. */
export function channel(input: ChannelInput): Channel {
  const isPipeline = input.pattern === 'push/pull'
  return {
    kind: 'channel',
    producer: endOf(input, {
      component: input.from,
      isBinding: input.binds === 'from',
      socketType: isPipeline ? 'PUSH' : 'PUB',
    }),
    consumer: endOf(input, {
      component: input.to,
      isBinding: input.binds === 'to',
      socketType: isPipeline ? 'PULL' : 'SUB',
    }),
  }
}

function endOf(
  input: ChannelInput,
  end: { component: string; isBinding: boolean; socketType: ChannelEnd['socketType'] },
): ChannelEnd {
  const dialled = input.address ?? '127.0.0.1'
  const address = end.isBinding ? (input.bindAddress ?? dialled) : dialled
  return {
    component: end.component,
    address,
    port: input.port,
    endpoint: `tcp://${address}:${input.port}`,
    mode: end.isBinding ? 'bind' : 'connect',
    socketType: end.socketType,
  }
}
