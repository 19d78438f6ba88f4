/** The sniffer's profile in use. */
export const profile = 'dual_nic'

/** What differs between the sniffer's profiles; its `profile` selects one. */
export const profiles = {
  lab: { capture_interface: 'eth1', worker_threads: 2 },
  cloud: { capture_interface: 'eth0', worker_threads: 8 },
  bare_metal: { capture_interface: 'eth0', worker_threads: 16, cpu_affinity_enabled: true },
  dual_nic: { capture_interface: 'eth1', worker_threads: 6, cpu_affinity_enabled: false },
}
