import { type ChannelEnd, channel } from 'appia'

/** Events of the sniffer. Both ends come from one literal, so they cannot disagree. */
export const flows = channel({
  from: 'sniffer',
  to: 'detector',
  port: 5571,
  pattern: 'push/pull',
  binds: 'from',
})

/** Verdicts of the detector. */
export const verdicts = channel({
  from: 'detector',
  to: 'firewall',
  port: 5572,
  pattern: 'pub/sub',
  binds: 'from',
  address: 'localhost',
  // An address, not the name: where a socket listens is not left to the resolver.
  bindAddress: '127.0.0.1',
})

/** An end as the sniffer spells it: address and port apart. */
export function addressSocket({ address, port, mode, socketType }: ChannelEnd) {
  return { address, port, mode, socket_type: socketType }
}

/** An end as the detector spells it: `tcp://address:port`. */
export function endpointSocket({ endpoint, mode, socketType }: ChannelEnd) {
  return { endpoint, mode, socket_type: socketType }
}
