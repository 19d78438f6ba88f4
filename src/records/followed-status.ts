import { isJsonObject } from '../model/index.ts'

/**
 * How one thing stands that an agent keeps as etcd says: a file, a set of files, the pinned maps of a layout, a keyring, a
 * ruleset. In a member's status it stands at `/detail/<follower>/<item>`.
 */
export interface FollowedStatus {
  /** The document that is in effect, with the environment's prefix; null where it is not known, or there are several. */
  readonly key: string | null
  /** mod_revision of the document that is in effect, the highest where there are several; 0 where it is not known. */
  readonly revision: number
  /** Of the bytes in effect, in hex; absent where they may hold a secret, whose guesses a hash would confirm. */
  readonly sha256?: string
  /** Number of the apply that wrote them; null where none did, or it is not known. */
  readonly apply: number | null
  /** The last error: why what is newest is not in effect; null where it is. */
  readonly problem: string | null
  /** Of a thing that is made of several documents: each that is in effect, by key. */
  readonly documents?: { readonly [key: string]: DocumentInEffect }
  /** Somebody else has changed the thing, and it was left so. */
  readonly is_edited?: boolean
  /** Since the agent started. */
  readonly reloads?: number
  /** When it was reloaded last, by the agent's clock, ISO 8601; absent where it was not. */
  readonly reloaded_at?: string
  /** Ids of the keys that are held, of a keyring. */
  readonly key_ids?: readonly string[]
}

/** Which of a document's revisions is in effect. */
type DocumentInEffect = Pick<FollowedStatus, 'revision' | 'sha256' | 'apply'>

/** Of a status that an agent writes: each thing that is not as its newest document says, and why. */
export function agentProblems({ detail }: { readonly detail: object }): string[] {
  if (!isJsonObject(detail)) return []
  return followers.flatMap((follower) => {
    const items = detail[follower]
    if (!isJsonObject(items)) return []
    return Object.entries(items).flatMap(([name, item]) => {
      if (!isJsonObject(item)) return []
      const called = follower === 'files' ? name : `${follower} ${name}`
      if (typeof item.problem === 'string') return [`${called}: ${item.problem}`]
      return item.is_edited === true ? [`${called}: changed by somebody else`] : []
    })
  })
}

const followers = ['files', 'folders', 'bpf', 'keys', 'firewall'] as const
