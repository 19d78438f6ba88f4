/** Number of features that each model takes. */
export const featureCounts = {
  attack: 23,
  ddos: 10,
  ransomware: 10,
  traffic: 10,
  internal: 10,
}

/** The same counts as the sniffer names them. */
export const feature_groups = {
  ddos_feature_group: { count: featureCounts.ddos },
  ransomware_feature_group: { count: featureCounts.ransomware },
  rf_feature_group: { count: featureCounts.attack },
  internal_traffic_feature_group: { count: featureCounts.internal },
}
