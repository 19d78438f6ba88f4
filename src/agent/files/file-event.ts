import type { FollowedStatus } from '../../client/index.ts'

/** Something that became of a file. Never holds a value of the document; `output` is what a command wrote. */
export interface FileEvent {
  readonly kind: /** In place and in effect. */
    | 'installed'
    /** The check, the reload or the component's health refused it: the file before is in place. */
    | 'refused'
    /** Not written, for a reason that may pass: tried again. */
    | 'failed'
    /** Somebody else has changed the file. */
    | 'edited'
    /** The file is as it should be again. */
    | 'restored'
  /** The name of a file; of another thing with its follower: `folders/models`, `bpf/sniffer`, `keys/keyring`. */
  readonly file: string
  /** mod_revision of the document; 0 where it is not known. */
  readonly revision: number
  /** What the component had to do. */
  readonly effect?: 'none' | 'live' | 'restart'
  /** Entries of maps that were written. */
  readonly changes?: number
  readonly problem?: string
  readonly output?: string
}

/** How a file stands. */
export type FileStatus = FollowedStatus & Required<Pick<FollowedStatus, 'is_edited' | 'reloads'>>
