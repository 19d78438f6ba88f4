import { component, milliseconds, seconds } from 'appia'
import type { DetectorInput } from '../generated/ts/detector.d.ts'
import { endpointSocket, flows, verdicts } from './channels.ts'
import { attackModel, inference, models } from './models.ts'
import { cluster_name, endpoints, transport } from './site.ts'
import { detectorThreads } from './threads.ts'
import { thresholds } from './thresholds.ts'

const identity = { name: 'cpp_ml_detector_tricapa', version: '1.0.0', mode: 'ml_inference_tricapa' }

/** Judges what the sniffer captured. */
export const detector = component<DetectorInput>('detector', {
  component: { ...identity, onnx_runtime_version: '1.16.0' },
  node_id: 'cpp_ml_detector_v1_001',
  cluster_name,
  profile: 'lab',
  network: {
    input_socket: { ...endpointSocket(flows.consumer), high_water_mark: 1000 },
    output_socket: { ...endpointSocket(verdicts.producer), high_water_mark: 1000 },
  },
  zmq: { connection_settings: { linger_ms: milliseconds(100) } },
  transport,
  etcd: { endpoints },
  threading: detectorThreads,
  ml: {
    models_base_dir: 'models/production',
    thresholds: {
      level1_attack: thresholds.attack,
      level2_ddos: thresholds.ddos,
      level2_ransomware: thresholds.ransomware,
    },
    level1: attackModel,
    level2: { ddos: models.ddos, ransomware: { ...models.ransomware, threshold: thresholds.ransomware } },
    level3: { web: models.web, internal: models.internal },
    inference,
  },
  inference,
  logging: { level: 'info', file: 'logs/cpp_ml_detector_tricapa_v1.log' },
  monitoring: { stats_interval_seconds: seconds(60) },
})
