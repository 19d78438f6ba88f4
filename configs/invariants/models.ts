import { agree, all, invariant } from 'appia'
import type { Documents } from './documents.ts'

/** Thresholds and features: the detector decides with them, the sniffer repeats them. */
export const modelInvariants = [
  invariant<Documents>(
    'thresholds-in-range',
    'each threshold of the sniffer lies within its own bounds',
    ({ sniffer }) => {
      const { min_threshold, max_threshold } = sniffer.ml_defender.validation
      const outside = Object.entries(sniffer.ml_defender.thresholds)
        .filter(([, threshold]) => threshold < min_threshold || threshold > max_threshold)
        .map(([name, threshold]) => `${name} is ${threshold}, outside ${min_threshold}..${max_threshold}`)
      return outside.length === 0 || outside.join(', ')
    },
  ),
  invariant<Documents>(
    'thresholds-agree',
    'the sniffer states the thresholds that the detector decides with',
    ({ sniffer, detector }) =>
      all(
        agree({
          'sniffer ddos': sniffer.ml_defender.thresholds.ddos,
          'detector level2_ddos': detector.ml.thresholds.level2_ddos,
        }),
        agree({
          'sniffer ransomware': sniffer.ml_defender.thresholds.ransomware,
          'detector level2_ransomware': detector.ml.thresholds.level2_ransomware,
        }),
      ),
  ),
  invariant<Documents>('ransomware-threshold', 'the ransomware model repeats its threshold', ({ detector }) =>
    agree({
      'level2.ransomware.threshold': detector.ml.level2.ransomware.threshold,
      'thresholds.level2_ransomware': detector.ml.thresholds.level2_ransomware,
    }),
  ),
  invariant<Documents>(
    'feature-counts',
    "the sniffer's feature groups are as large as the detector's models expect",
    ({ sniffer, detector }) => {
      const groups = sniffer.feature_groups
      const { level1, level2, level3 } = detector.ml
      return all(
        agree({ 'rf group': groups.rf_feature_group.count, level1: level1.features_count }),
        agree({ 'ddos group': groups.ddos_feature_group.count, 'level2.ddos': level2.ddos.features_count }),
        agree({
          'ransomware group': groups.ransomware_feature_group.count,
          'level2.ransomware': level2.ransomware.features_count,
        }),
        agree({
          'internal group': groups.internal_traffic_feature_group.count,
          'level3.internal': level3.internal.features_count,
        }),
      )
    },
  ),
  invariant<Documents>(
    'inference-duplicate',
    "the detector's inference repeats ml.inference",
    ({ detector }) => {
      const { inference, ml } = detector
      const names = Object.keys(ml.inference) as (keyof typeof inference)[]
      return all(
        ...names.map((name) =>
          agree({ [`inference.${name}`]: inference[name], [`ml.inference.${name}`]: ml.inference[name] }),
        ),
      )
    },
  ),
]
