import type { Quantity } from '../model/index.ts'

export interface RotationInput {
  readonly algorithm: 'chacha20-poly1305'
  readonly interval: Quantity
  readonly grace: Quantity
  readonly longestMessageAge: Quantity
  readonly keepPrevious: number
  /** Recipient of each member component@node; each must acknowledge a key before it is used. */
  readonly members: { readonly [member: string]: string }
}

/** How encryption seeds rotate. Written to `/config/rotation/json`. */
export interface RotationPolicy extends RotationInput {
  readonly kind: 'rotation'
}

/** Declares the rotation policy. */
export function rotation(input: RotationInput): RotationPolicy {
  return { kind: 'rotation', ...input }
}
