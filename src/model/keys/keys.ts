/** Where the records of one workspace lie: below a prefix, which others may share. */
export interface Home {
  /** '' or begins with '/' and does not end with one. */
  readonly prefix: string
  readonly workspace: string
}

/** The keys of one workspace's records, under `<prefix>/appia/<workspace>/`. */
export interface ToolKeys {
  readonly root: string
  readonly owner: string
  readonly epoch: string
  readonly ledger: string
  readonly blob: string
  /** The apply that waits to be confirmed; there is at most one. */
  readonly pending: string
  /** There, by a lease, as long as it may still be confirmed. */
  readonly deadline: string
}

/** True of the same workspace below the same prefix. */
export function isSameHome(one: Home, other: Home): boolean {
  return one.prefix === other.prefix && one.workspace === other.workspace
}

/** Where everything of the tool lies below a prefix: the records of each workspace, and what they share. */
export function toolRoot(prefix: string): string {
  return `${prefix}/appia/`
}

/** The key that says which workspaces own keys below a prefix; every apply that takes one is guarded on it, and puts it. */
export function ownersKey(prefix: string): string {
  return `${toolRoot(prefix)}owners`
}

/** Names that no workspace may have: what lies beside the records of workspaces is called so, or was. */
export const reservedWorkspaces = [
  'owners',
  'published',
  'rotator',
  'owner',
  'epoch',
  'ledger',
  'blob',
] as const

/** Tool keys of one workspace. */
export function toolKeys({ prefix, workspace }: Home): ToolKeys {
  const root = `${toolRoot(prefix)}${workspace}/`
  return {
    root,
    owner: `${root}owner`,
    epoch: `${root}epoch`,
    ledger: `${root}ledger/`,
    blob: `${root}blob/`,
    pending: `${root}pending`,
    deadline: `${root}deadline`,
  }
}

/** The ledger's key of apply `seq`, zero-padded so that key order is number order. */
export function ledgerKey(keys: ToolKeys, seq: number): string {
  return `${keys.ledger}${String(seq).padStart(12, '0')}`
}

/** Where the documents of every component lie; what an environment manages unless it says otherwise. */
export function configPrefix(prefix: string): string {
  return `${prefix}/config/`
}

/** Where the documents of one component lie: its own and those for its nodes. */
function componentPrefix(prefix: string, component: string): string {
  return `${configPrefix(prefix)}${component}/`
}

/** Where encryption seeds lie: nothing under it is ever planned, shown or read into a config. */
export function seedPrefix(prefix: string): string {
  return `${prefix}/keys/`
}

/** `/config/sniffer/json`, or for one node `/config/sniffer/nodes/gw-02/json`. */
export function configKey(component: string, node?: string): string {
  const own = componentPrefix('', component)
  return node === undefined ? `${own}json` : `${own}${nodePart(node)}json`
}

/**
 * A document as it is named for one node: `/config/sniffer/json` → `/config/sniffer/nodes/gw-01/json`, `/motd` →
 * `/nodes/gw-01/motd`.
 */
export function nodeKey(document: string, node: string): string {
  const folder = nodeFolder(document)
  return `${folder}${nodePart(node)}${document.slice(folder.length)}`
}

/** Where a document and those for its nodes lie: `/config/sniffer/json` → `/config/sniffer/`, `/motd` → `/`. */
export function nodeFolder(document: string): string {
  const [folder = '/'] = /^\/(?:[^/]*\/){0,2}/.exec(document) ?? []
  return folder
}

/** The component's document that one node's stands for: `/config/sniffer/nodes/gw-01/json` → `/config/sniffer/json`. */
export function withoutNode(key: string, node: string): string {
  return key.replace(nodePart(node), '')
}

/** A key by the document that it is, or stands for on one node: `/config/sniffer/nodes/gw-01/json` → `/config/sniffer/json` on `gw-01`. */
export function splitNodeKey(key: string): { readonly document: string; readonly node?: string } {
  const [, folder, node, rest] = /^(\/(?:[^/]*\/){0,2})nodes\/([^/]+)\/(.+)$/.exec(key) ?? []
  return node === undefined ? { document: key } : { document: `${folder}${rest}`, node }
}

function nodePart(node: string): string {
  return `nodes/${node}/`
}

/** Where the generations of a collection lie, under `<prefix>/appia/published/`; read by the client library alone. */
export interface PublishedKeys {
  readonly root: string
  /** Canonical JSON of `GenerationShards`, by the generation's name; written after all of its shards. */
  readonly generation: string
  /** Gzipped canonical JSON of members by name, by sha256 of what was compressed. */
  readonly shard: string
  /** Put by each sweep of old generations; an apply that publishes is guarded on it. */
  readonly swept: string
}

/** The keys of a collection's generations; `fullPrefix` begins with the environment's prefix. */
export function publishedKeys(environmentPrefix: string, fullPrefix: string): PublishedKeys {
  const root = `${toolRoot(environmentPrefix)}published${fullPrefix.slice(environmentPrefix.length)}`
  return { root, generation: `${root}generation/`, shard: `${root}shard/`, swept: `${root}swept` }
}

const pointerName = '.generation'

/** The key that names the generation of a collection; an ordinary managed key. */
export function pointerKey(fullPrefix: string): string {
  return `${fullPrefix}${pointerName}`
}

/** True for a key that names the generation of a collection. */
export function isPointerKey(key: string): boolean {
  return key.endsWith(`/${pointerName}`)
}

/** The collection whose pointer this is: its full prefix. */
export function prefixOfPointer(key: string): string {
  return key.slice(0, -pointerName.length)
}

/** The member's status, `/status/components/<component>/<node>`: written by itself, and gone when it is. */
export function memberStatusKey(prefix: string, component: string, node: string): string {
  return `${memberStatusPrefix(prefix)}${component}/${node}`
}

/** Where the statuses of all members lie. */
export function memberStatusPrefix(prefix: string): string {
  return `${prefix}/status/components/`
}

/** What a member's native code reports under a name: `/status/<component>/<name>`, of a node that has one `/status/<component>/nodes/<node>/<name>`. */
export function reportKey(
  { prefix, component, node }: { readonly prefix: string; readonly component: string; readonly node: string },
  name: string,
): string {
  return `${prefix}/status/${component}/${node === 'default' ? '' : `nodes/${node}/`}${name}`
}

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
  const keys = `${seedPrefix(prefix)}encryption/`
  return {
    policy: prefix + configKey('rotation'),
    keyset: `${keys}keyset`,
    current: `${keys}current`,
    previous: `${keys}previous`,
    schedule: `${keys}rotation_schedule`,
    members: memberStatusPrefix(prefix),
    rotatorStatus: `${memberStatusPrefix(prefix)}rotator`,
    leader: `${toolRoot(prefix)}rotator`,
  }
}

/** Where a member (`sniffer@gw-01`) reports the keys it holds; not leased, so that it outlives a restart. */
export function acknowledgementKey(prefix: string, member: string): string {
  const [component, node] = splitMember(member)
  return `${memberStatusKey(prefix, component, node)}/keys`
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
