import { agree, all, invariant } from 'appia'
import type { Documents } from './documents.ts'

/** The installation as a whole: its name, its etcd, its keys. */
export const siteInvariants = [
  invariant<Documents>('cluster-name', 'all components belong to one cluster', ({ sniffer, detector }) =>
    agree({ sniffer: sniffer.cluster_name, detector: detector.cluster_name }),
  ),
  invariant<Documents>(
    'etcd-endpoint',
    'all components spell the etcd endpoint the same',
    ({ sniffer, detector, rag }) =>
      agree({
        sniffer: sniffer.etcd.endpoints,
        detector: detector.etcd.endpoints,
        rag: [`${rag.etcd.host}:${rag.etcd.port}`],
      }),
  ),
  invariant<Documents>(
    'config-path',
    'config_sync_path is the key of the document that it stands in',
    ({ sniffer, detector }) =>
      all(
        agree({
          'config_sync_path of the sniffer': sniffer.etcd.config_sync_path,
          'its key': '/config/sniffer/json',
        }),
        agree({
          'config_sync_path of the detector': detector.etcd.config_sync_path,
          'its key': '/config/detector/json',
        }),
      ),
  ),
  invariant<Documents>(
    'lease-ttl',
    'a lease outlives the heartbeat that renews it',
    ({ sniffer, detector }) => all(outlives('sniffer', sniffer.etcd), outlives('detector', detector.etcd)),
  ),
]

type Heartbeat = Documents['sniffer' | 'detector']['etcd']

function outlives(name: string, { lease_ttl_seconds, heartbeat_interval_seconds }: Heartbeat): true | string {
  if (lease_ttl_seconds > heartbeat_interval_seconds) return true
  return `${name} renews every ${heartbeat_interval_seconds} s a lease of ${lease_ttl_seconds} s`
}
