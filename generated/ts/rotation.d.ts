// Generated from schemas/rotation.schema.json by appia generate; do not edit.
import type { Quantity } from 'appia'

/** How encryption seeds rotate */
export interface Rotation {
  /** a change takes effect at once */
  readonly algorithm: 'chacha20-poly1305'
  /**
   * A new key becomes due this long after the one before
   * 1..8760 h (365 d) · a change takes effect at once
   */
  readonly interval: number
  /**
   * How long a key that is no longer primary still opens messages; at least longestMessageAge
   * 1..604800 s (7 d) · a change takes effect at once
   */
  readonly grace: number
  /**
   * Older messages are refused
   * 1..604800 s (7 d) · a change takes effect at once
   */
  readonly longestMessageAge: number
  /**
   * Previous keys that may exist at once; the next rotation waits for the oldest to retire
   * 1..8 count · a change takes effect at once
   */
  readonly keepPrevious: number
  /**
   * Recipient of each member component@node; each must acknowledge a key before it is used
   * at most 256 members
   */
  readonly members: {
    /** of the form ^(age1[02-9ac-hj-np-z]{58}|plaintext)$ · a change takes effect at once */
    readonly [name: string]: string
  }
  /**
   * Messages that one sender may seal under one key; 4294967296 when absent
   * 1..4294967296 messages · a change takes effect at once
   */
  readonly messageCap?: number
  /**
   * Times of the week (UTC) in which scheduled rotations neither begin nor change the primary key
   * at most 32 elements · a change takes effect at once
   */
  readonly quietWindows?: readonly {
    /**
     * Every day when absent; for a window that passes midnight, the day it begins
     * at most 7 elements · a change takes effect at once
     */
    readonly days?: readonly ('sun' | 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat')[]
    /** of the form ^([01][0-9]|2[0-3]):[0-5][0-9]$ · a change takes effect at once */
    readonly from: string
    /** of the form ^([01][0-9]|2[0-3]):[0-5][0-9]$ · a change takes effect at once */
    readonly to: string
  }[]
  /**
   * Compact the store once a key has retired, so that its sealed text is gone from history too
   * a change takes effect at once
   */
  readonly compactAfterRetirement?: boolean
}

/** How encryption seeds rotate */
export interface RotationInput {
  /** a change takes effect at once */
  readonly algorithm: 'chacha20-poly1305'
  /**
   * A new key becomes due this long after the one before
   * 1..8760 h (365 d) · a change takes effect at once
   */
  readonly interval: number | Quantity
  /**
   * How long a key that is no longer primary still opens messages; at least longestMessageAge
   * 1..604800 s (7 d) · a change takes effect at once
   */
  readonly grace: number | Quantity
  /**
   * Older messages are refused
   * 1..604800 s (7 d) · a change takes effect at once
   */
  readonly longestMessageAge: number | Quantity
  /**
   * Previous keys that may exist at once; the next rotation waits for the oldest to retire
   * 1..8 count · a change takes effect at once
   */
  readonly keepPrevious: number
  /**
   * Recipient of each member component@node; each must acknowledge a key before it is used
   * at most 256 members
   */
  readonly members: {
    /** of the form ^(age1[02-9ac-hj-np-z]{58}|plaintext)$ · a change takes effect at once */
    readonly [name: string]: string
  }
  /**
   * Messages that one sender may seal under one key; 4294967296 when absent
   * 1..4294967296 messages · a change takes effect at once
   */
  readonly messageCap?: number
  /**
   * Times of the week (UTC) in which scheduled rotations neither begin nor change the primary key
   * at most 32 elements · a change takes effect at once
   */
  readonly quietWindows?: readonly {
    /**
     * Every day when absent; for a window that passes midnight, the day it begins
     * at most 7 elements · a change takes effect at once
     */
    readonly days?: readonly ('sun' | 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat')[]
    /** of the form ^([01][0-9]|2[0-3]):[0-5][0-9]$ · a change takes effect at once */
    readonly from: string
    /** of the form ^([01][0-9]|2[0-3]):[0-5][0-9]$ · a change takes effect at once */
    readonly to: string
  }[]
  /**
   * Compact the store once a key has retired, so that its sealed text is gone from history too
   * a change takes effect at once
   */
  readonly compactAfterRetirement?: boolean
}
