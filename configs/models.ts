import { milliseconds } from 'appia'
import { featureCounts } from './features.ts'

/** Level 1: is it an attack at all. */
export const attackModel = {
  enabled: true,
  name: 'attack_detector',
  model_file: 'level1/level1_attack_detector.onnx',
  scaler_file: 'level1/scaler.json',
  features_count: featureCounts.attack,
  model_type: 'RandomForest',
  description: 'General attack detection - Random Forest (23 features)',
  requires_scaling: true,
  timeout_ms: milliseconds(10),
}

/** Levels 2 and 3: which attack, and which kind of traffic. */
export const models = {
  ddos: { enabled: true, name: 'ddos_binary_detector', features_count: featureCounts.ddos },
  ransomware: {
    enabled: true,
    name: 'ransomware_detector_embedded',
    features_count: featureCounts.ransomware,
  },
  web: { enabled: true, name: 'traffic_detector_embedded', features_count: featureCounts.traffic },
  internal: { enabled: true, name: 'internal_detector_embedded', features_count: featureCounts.internal },
}

/** How the models are run. */
export const inference = { enable_model_warmup: true, warmup_iterations: 10, intra_op_threads: 4 }
