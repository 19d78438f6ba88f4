/** `enum bpf_map_type` (linux/bpf.h) in its order, in the words of bpftool. */
const names =
  `unspec hash array prog_array perf_event_array percpu_hash percpu_array stack_trace cgroup_array lru_hash
  lru_percpu_hash lpm_trie array_of_maps hash_of_maps devmap sockmap cpumap xskmap sockhash cgroup_storage
  reuseport_sockarray percpu_cgroup_storage queue stack sk_storage devmap_hash struct_ops ringbuf inode_storage
  task_storage bloom_filter user_ringbuf cgrp_storage arena insn_array`.split(/\s+/)

/** `lru_hash` for 9; a number that is newer than this list stays one. Names pass through, for bpftool prints both. */
export function mapTypeName(type: number | string): string {
  return typeof type === 'number' ? (names[type] ?? String(type)) : type
}
