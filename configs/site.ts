import { hours } from 'appia'

/** Name of the installation, in the events and logs of every component. */
export const cluster_name = 'ml-defender-dual-nic-test'

/** The etcd that the components themselves know. */
export const etcd = { host: 'localhost', port: 2379 }

/** The same etcd as a list of endpoints. */
export const endpoints = [`${etcd.host}:${etcd.port}`]

/** The one algorithm for everything encrypted. */
export const cipher = 'chacha20-poly1305'

/** How long an encryption key is the newest. */
export const rotationInterval = hours(168)

/** What both ends of a channel do to a message. */
export const transport = {
  compression: { enabled: false },
  encryption: { algorithm: cipher, key_rotation_hours: rotationInterval },
} as const
