// Pinned BPF maps that follow documents.
export { planMaps } from './bpf-follower.ts'
