import { agree, all, invariant } from 'appia'
import type { Documents } from './documents.ts'

const pairs: { readonly [producer: string]: string } = { PUSH: 'PULL', PUB: 'SUB' }

/** The two channels: sniffer to detector, detector to firewall. The firewall's end always subscribes and connects. */
export const channelInvariants = [
  invariant<Documents>(
    'channel-port',
    'the sniffer sends to the port that the detector reads from',
    ({ sniffer, detector }) =>
      agree({
        'sniffer output port': sniffer.network.output_socket.port,
        'detector input port': portOf(detector.network.input_socket.endpoint),
      }),
  ),
  invariant<Documents>(
    'channel-firewall',
    'the detector publishes on the port that the firewall reads from',
    ({ detector, firewall }) =>
      agree({
        'detector output port': portOf(detector.network.output_socket.endpoint),
        'firewall port': portOf(firewall.zmq.endpoint),
      }),
  ),
  invariant<Documents>(
    'channel-pattern',
    'the socket types at both ends of a channel make a pair: PUSH/PULL or PUB/SUB',
    ({ sniffer, detector }) => {
      const { input_socket, output_socket } = detector.network
      return all(
        isPair('sniffer', sniffer.network.output_socket.socket_type, 'detector', input_socket.socket_type),
        isPair('detector', output_socket.socket_type, 'firewall', 'SUB'),
      )
    },
  ),
  invariant<Documents>('channel-bind', 'exactly one end of a channel binds', ({ sniffer, detector }) => {
    const { input_socket, output_socket } = detector.network
    return all(
      oneBinds('sniffer', sniffer.network.output_socket.mode, 'detector', input_socket.mode),
      oneBinds('detector', output_socket.mode, 'firewall', 'connect'),
    )
  }),
  invariant<Documents>(
    'high-water-mark',
    'a sending socket has one high-water mark, wherever it is written',
    ({ sniffer, detector }) =>
      all(
        agree({
          'sniffer output_socket.high_water_mark': sniffer.network.output_socket.high_water_mark,
          'sniffer sndhwm': sniffer.zmq.connection_settings.sndhwm,
        }),
        agree({
          'detector output_socket.high_water_mark': detector.network.output_socket.high_water_mark,
          'detector sndhwm': detector.zmq.connection_settings.sndhwm,
        }),
      ),
  ),
  invariant<Documents>(
    'compression-agrees',
    'compression is on along the whole pipeline or nowhere',
    ({ sniffer, detector }) =>
      agree({
        'sniffer compression': sniffer.transport.compression.enabled,
        'detector compression': detector.transport.compression.enabled,
      }),
  ),
]

function portOf(endpoint: string): number {
  return Number(endpoint.slice(endpoint.lastIndexOf(':') + 1))
}

function isPair(from: string, producer: string, to: string, consumer: string): true | string {
  return pairs[producer] === consumer || `${from} sends with ${producer}, ${to} reads with ${consumer}`
}

function oneBinds(from: string, producer: string, to: string, consumer: string): true | string {
  return producer !== consumer || `both ${from} and ${to} ${producer}`
}
