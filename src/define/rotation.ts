import type { Quantity } from '../model/index.ts'

/** What `rotation` takes: times as quantities (`hours(168)`), members by component@node. */
export interface RotationInput {
  readonly algorithm: 'chacha20-poly1305'
  /** Whole hours. */
  readonly interval: Quantity
  /** How long a key that is no longer primary still opens messages; at least `longestMessageAge`. */
  readonly grace: Quantity
  /** Older messages are refused. */
  readonly longestMessageAge: Quantity
  /** Previous keys that may exist at once; the next rotation waits for the oldest to retire. */
  readonly keepPrevious: number
  /**
   * age recipient of each member component@node, as `appia keygen` printed it; each must acknowledge a key before it
   * is used. `plaintext` gives that member the bare seed.
   */
  readonly members: { readonly [member: string]: string }
  /** Messages that one sender may seal under one key. Default 2^32. */
  readonly messageCap?: number
  /** Times of the week in which scheduled rotations neither begin nor change the primary key. */
  readonly quietWindows?: readonly QuietWindowInput[]
  /** Compact the store once a key has retired, so that its sealed text is gone from history too. */
  readonly compactAfterRetirement?: boolean
}

/** `{ days: ['mon'], from: '08:00', to: '18:00' }`, UTC; every day without `days`; may pass midnight. */
interface QuietWindowInput {
  readonly days?: readonly ('sun' | 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat')[]
  readonly from: string
  readonly to: string
}

/** How encryption seeds rotate. Written to `/config/rotation/json`. */
export interface RotationPolicy extends RotationInput {
  readonly kind: 'rotation'
}

/** Declares the rotation policy of the workspace; `appia check` says what is wrong with it. */
export function rotation(input: RotationInput): RotationPolicy {
  return { kind: 'rotation', ...input }
}
