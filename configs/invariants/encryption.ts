import { agree, all, invariant } from 'appia'
import type { Documents } from './documents.ts'

const plaintext = /unencrypted|plaintext|compression_only/
const loopback = /^(localhost|127\.\d+\.\d+\.\d+|::1|\[::1\])$/

/** Encryption, and what happens where there is none. */
export const encryptionInvariants = [
  invariant<Documents>(
    'cipher-agrees',
    'one encryption algorithm everywhere',
    ({ sniffer, detector, rag, entries }) =>
      agree({
        sniffer: sniffer.transport.encryption.algorithm,
        detector: detector.transport.encryption.algorithm,
        rag: rag.encryption,
        'rotation policy': entries['/config/rotation/json'].algorithm,
      }),
  ),
  invariant<Documents>(
    'rotation-agrees',
    'keys rotate everywhere at the interval of the rotation policy',
    ({ sniffer, detector, entries }) =>
      agree({
        'sniffer key_rotation_hours': sniffer.transport.encryption.key_rotation_hours,
        'detector key_rotation_hours': detector.transport.encryption.key_rotation_hours,
        'interval of the rotation policy': entries['/config/rotation/json'].interval,
      }),
  ),
  invariant<Documents>(
    'fail-closed',
    'where encryption is enabled and required, the fallback sends no plaintext',
    ({ sniffer, detector }) => all(failsClosed('sniffer', sniffer), failsClosed('detector', detector)),
  ),
  invariant<Documents>(
    'no-plaintext-fallback',
    'where encryption is required, the fallback is not to do without it',
    ({ sniffer, detector }) => all(keepsEncrypted('sniffer', sniffer), keepsEncrypted('detector', detector)),
  ),
  invariant<Documents>(
    'exposed-bind',
    'a socket that listens beyond loopback carries encryption',
    ({ sniffer, detector, rag }) =>
      all(
        isCovered('sniffer', sniffer, sniffer.network.output_socket),
        isCovered('detector', detector, detector.network.input_socket),
        isCovered('detector', detector, detector.network.output_socket),
        loopback.test(rag.rag.host) || `rag listens on ${rag.rag.host} unencrypted`,
      ),
  ),
]

type Sender = Pick<Documents['sniffer'] | Documents['detector'], 'transport' | 'etcd'>

function failsClosed(name: string, { transport, etcd }: Sender): true | string {
  const { enabled, etcd_token_required, fallback_mode } = transport.encryption
  if (!enabled || !(etcd_token_required || etcd.required_for_encryption)) return true
  const sending = [fallback_mode, etcd.fallback_mode].filter((mode) => plaintext.test(mode))
  return sending.length === 0 || `${name} must encrypt and falls back to ${sending.join(' and ')}`
}

function keepsEncrypted(name: string, { etcd }: Sender): true | string {
  if (!etcd.required_for_encryption || etcd.fallback_mode !== 'standalone_unencrypted') return true
  return `${name} requires encryption and falls back to ${etcd.fallback_mode}`
}

type Socket = { readonly mode: string } & ({ readonly address: string } | { readonly endpoint: string })

function isCovered(name: string, { transport }: Sender, socket: Socket): true | string {
  const host = 'address' in socket ? socket.address : socket.endpoint.replace(/^tcp:\/\/(.*):\d+$/, '$1')
  if (socket.mode !== 'bind' || loopback.test(host) || transport.encryption.enabled) return true
  return `${name} listens on ${host} unencrypted`
}
