// Generated from schemas/interfaces.schema.json by appia generate; do not edit.
/** Which network interfaces are captured, and as what; names resolve to an index on the node that captures */
export interface Interfaces {
  /**
   * Interfaces by name; one that is not listed is not captured
   * at most 16 members
   */
  readonly interfaces: {
    readonly [name: string]: Interface
  }
}

/** Which network interfaces are captured, and as what; names resolve to an index on the node that captures */
export type InterfacesInput = Interfaces

export interface Interface {
  /** disabled: not captured; host-based: packets destined to this host; gateway: all transit */
  readonly mode: 'disabled' | 'host-based' | 'gateway'
  /** Which side of the host the interface faces */
  readonly role: 'wan' | 'lan'
}
