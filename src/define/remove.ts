/** What stands in the place of a member that goes. */
export interface Remove {
  readonly kind: 'remove'
}

/** In an override: this member is not there. In an environment: this component is not there. */
export const remove: Remove = { kind: 'remove' }
