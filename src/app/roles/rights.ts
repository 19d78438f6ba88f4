import {
  memberStatusKey,
  memberStatusPrefix,
  nodeFolder,
  ownersKey,
  rotationKeys,
  seedPrefix,
  toolKeys,
  toolRoot,
} from '../../model/index.ts'

/** What one may do with a key, or with everything that begins with it. */
export interface Grant {
  readonly access: 'read' | 'readwrite'
  readonly key: string
  readonly isPrefix: boolean
}

/** A role of etcd: what one job needs, and no more. */
export interface Role {
  readonly name: string
  /** What is done with it, in words. */
  readonly job: string
  readonly grants: readonly Grant[]
}

/** What roles follow from. Prefixes and keys with the prefix of the environment. */
export interface RoleFacts {
  /** What the names of roles begin with. */
  readonly name: string
  readonly workspace: string
  readonly prefix: string
  readonly managedPrefixes: readonly string[]
  /** Where `live()` may read besides. */
  readonly readable: readonly string[]
  readonly hasCollections: boolean
  readonly members: readonly RoleMember[]
}

/** A component on a node, and where what it reads lies. */
export interface RoleMember {
  readonly component: string
  readonly node: string
  readonly prefixes: readonly string[]
}

/** The rights of each job: the one table that `appia roles` and docs/etcd.md are made of. */
export function rolesFor(facts: RoleFacts): Role[] {
  return [
    role(facts, 'plan', 'plan, drift, history, diff, explain in CI', planGrants(facts)),
    role(facts, 'apply', 'apply, confirm, rollback, sign --applied, history --trim', applyGrants(facts)),
    role(facts, 'status', 'status, dashboard, and a complete doctor', [
      ...planGrants(facts),
      read(memberStatusPrefix(facts.prefix)),
      read(seedPrefix(facts.prefix)),
    ]),
    role(facts, 'rotator', 'rotate, rotator', rotatorGrants(facts)),
    ...facts.members.map((member) => memberRole(member, facts)),
  ]
}

function planGrants({ prefix, managedPrefixes, readable }: RoleFacts): Grant[] {
  return [...new Set([...managedPrefixes, ...readable])].map(read).concat(read(toolRoot(prefix)))
}

/** The records of other workspaces below the prefix are read, and out of its reach; members' statuses are for `--wait`. */
function applyGrants(facts: RoleFacts): Grant[] {
  const { prefix, managedPrefixes, readable, hasCollections } = facts
  return [
    ...managedPrefixes.map(write),
    ...readable.filter((one) => !managedPrefixes.includes(one)).map(read),
    read(toolRoot(prefix)),
    write(toolKeys(facts).root),
    ...(hasCollections ? [write(`${toolRoot(prefix)}published/`)] : []),
    write(ownersKey(prefix)),
    read(memberStatusPrefix(prefix)),
  ]
}

function rotatorGrants({ prefix }: RoleFacts): Grant[] {
  const { policy, leader, members, rotatorStatus } = rotationKeys(prefix)
  return [
    read(policy),
    write(leader),
    write(`${seedPrefix(prefix)}encryption/`),
    read(members),
    write(rotatorStatus),
  ]
}

function memberRole({ component, node, prefixes }: RoleMember, facts: RoleFacts): Role {
  const { prefix, hasCollections } = facts
  return role(facts, `${component}-${node}`, `member ${component}@${node}, and its agent`, [
    ...prefixes.map(read),
    ...(hasCollections ? [read(`${toolRoot(prefix)}published/`)] : []),
    read(`${seedPrefix(prefix)}encryption/`),
    // Its status, and below it what it says of its keys; not those of gw-010.
    write(memberStatusKey(prefix, component, node)),
    write(`${memberStatusKey(prefix, component, node)}/`),
  ])
}

/** Where the documents of a component lie: those of its nodes are there too. */
export function folderOf(prefix: string, key: string): string {
  const folder = nodeFolder(key.slice(prefix.length))
  return folder === '/' ? key : prefix + folder
}

function role({ name }: RoleFacts, what: string, job: string, grants: readonly Grant[]): Role {
  return { name: `${name}-${what}`, job, grants }
}

/** A key that ends with a slash stands for everything below it. */
function read(key: string): Grant {
  return { access: 'read', key, isPrefix: key.endsWith('/') }
}

function write(key: string): Grant {
  return { access: 'readwrite', key, isPrefix: key.endsWith('/') }
}
