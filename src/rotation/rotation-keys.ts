/** The keys of seed rotation in etcd, with an environment's prefix. */
export interface RotationKeys {
  readonly policy: string
  /** The guarded document that the state machine lives in. */
  readonly keyset: string
  readonly current: string
  readonly previous: string
  readonly schedule: string
  /** Prefix of everything that members report. */
  readonly members: string
  readonly rotatorStatus: string
  /** Held by lease by the rotator that acts. */
  readonly leader: string
}

/** Rotation's keys; `prefix` is '' or begins with '/' and does not end with one. */
export function rotationKeys(prefix: string): RotationKeys {
  const keys = `${prefix}/keys/encryption/`
  return {
    policy: `${prefix}/config/rotation/json`,
    keyset: `${keys}keyset`,
    current: `${keys}current`,
    previous: `${keys}previous`,
    schedule: `${keys}rotation_schedule`,
    members: `${prefix}/status/components/`,
    rotatorStatus: `${prefix}/status/components/rotator`,
    leader: `${prefix}/appia/rotator`,
  }
}

/** Where a member (`sniffer@gw-01`) reports the keys it holds; not leased, so that it outlives a restart. */
export function acknowledgementKey(prefix: string, member: string): string {
  const [component, node] = splitMember(member)
  return `${prefix}/status/components/${component}/${node}/keys`
}

/** `sniffer@gw-01` → `['sniffer', 'gw-01']`; a member without a node is on node `default`. */
function splitMember(member: string): [component: string, node: string] {
  const [component = '', node = 'default'] = member.split('@')
  return [component, node]
}

/** The member that an acknowledgement key belongs to, or undefined for any other key. */
export function memberOfAcknowledgementKey(prefix: string, key: string): string | undefined {
  const { members } = rotationKeys(prefix)
  if (!key.startsWith(members)) return undefined
  const [component, node, last, ...rest] = key.slice(members.length).split('/')
  return last === 'keys' && rest.length === 0 ? `${component}@${node}` : undefined
}
