/** Confidence from which a model's verdict counts, 0..1. */
export const thresholds = {
  attack: 0.65,
  ddos: 0.7,
  ransomware: 0.75,
}
