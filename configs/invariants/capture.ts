import { agree, invariant } from 'appia'
import { snifferMaps } from '../bpf.ts'
import type { Documents } from './documents.ts'

const attachModes: { readonly [captureMode: string]: string } = {
  ebpf_skb: 'skb',
  ebpf_native: 'native',
  ebpf_offload: 'offload',
}

/** What the sniffer says about capturing in more than one place. */
export const captureInvariants = [
  invariant<Documents>(
    'capture-interface',
    'the active profile captures on the interface that the deployment names',
    ({ sniffer }) => {
      const { host_interface, gateway_interface } = sniffer.deployment
      return agree({
        [`capture_interface of profile ${sniffer.profile}`]: activeProfile(sniffer).capture_interface,
        'deployed interface': (host_interface ?? gateway_interface)?.name,
      })
    },
  ),
  invariant<Documents>(
    'xdp-mode',
    'the XDP mode is the same for the kernel, the capture and each interface',
    ({ sniffer }) => {
      const { host_interface, gateway_interface } = sniffer.deployment
      return agree({
        'capture.mode': attachModes[sniffer.capture.mode] ?? sniffer.capture.mode,
        'kernel_space.xdp_mode': sniffer.kernel_space.xdp_mode,
        ...(host_interface && { 'host_interface.xdp_mode': host_interface.xdp_mode }),
        ...(gateway_interface && { 'gateway_interface.xdp_mode': gateway_interface.xdp_mode }),
      })
    },
  ),
  invariant<Documents>('af-xdp', 'the active profile and the capture agree on AF_XDP', ({ sniffer }) =>
    agree({
      [`af_xdp_enabled of profile ${sniffer.profile}`]: activeProfile(sniffer).af_xdp_enabled,
      'capture.af_xdp.enabled': sniffer.capture.af_xdp.enabled,
    }),
  ),
  invariant<Documents>(
    'ring-buffer',
    'kernel_space.ring_buffer_size is the size of the BPF map events, a power of two',
    ({ sniffer }) => {
      const size = sniffer.kernel_space.ring_buffer_size
      if (!Number.isInteger(Math.log2(size))) return `ring_buffer_size ${size} is not a power of two`
      const events = snifferMaps.maps.events
      return agree({
        ring_buffer_size: size,
        'BPF map events': events?.kind === 'ringbuf' ? events.bytes : null,
      })
    },
  ),
  invariant<Documents>(
    'port-filter',
    'ports are not included by name while the default drops: both ports of a packet must pass',
    ({ sniffer }) => {
      const { default_action, included_ports } = sniffer.capture.filter
      if (default_action !== 'drop' || included_ports.length === 0) return true
      return `default_action is drop: a packet passes only if both its ports are among ${included_ports.join(', ')}`
    },
  ),
  invariant<Documents>(
    'threads-sum',
    'total_worker_threads is the sum of its parts; the sniffer takes it from its profile, and the parts fit into it',
    ({ sniffer, detector }) => {
      const of = sniffer.threading
      const sniffing =
        of.ring_consumer_threads +
        of.feature_processor_threads +
        of.zmq_sender_threads +
        of.statistics_collector_threads
      const { threading } = detector
      const detecting =
        threading.worker_threads +
        threading.protobuf_deserializer_threads +
        threading.feature_extractor_threads +
        threading.ml_inference_threads +
        threading.zmq_sender_threads
      if (sniffing > of.total_worker_threads) {
        return `the sniffer's parts make ${sniffing}, its total is ${of.total_worker_threads}`
      }
      if (detecting === threading.total_worker_threads) return true
      return `the detector's parts make ${detecting}, its total is ${threading.total_worker_threads}`
    },
  ),
  invariant<Documents>(
    'profile-threads',
    'threading states as many workers as the active profile has: the profile wins when loaded',
    ({ sniffer }) =>
      agree({
        [`worker_threads of profile ${sniffer.profile}`]: activeProfile(sniffer).worker_threads,
        'threading.total_worker_threads': sniffer.threading.total_worker_threads,
      }),
  ),
]

function activeProfile(sniffer: Documents['sniffer']) {
  return sniffer.profiles[sniffer.profile]
}
