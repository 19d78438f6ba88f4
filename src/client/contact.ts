/** What is known of the connection: which ranges are followed live, and when the store last answered. */
export interface Contact {
  /** ms, a clock that never steps. */
  at: number
  readonly live: Set<string>
}

/** Before the store has answered. */
export function createContact(): Contact {
  return { at: performance.now(), live: new Set() }
}

/** The store answered: what is in memory is current. */
export function touch(contact: Contact): void {
  contact.at = performance.now()
}

/** Seconds since the store last answered. */
export function stalenessOf({ at }: Contact): number {
  return (performance.now() - at) / 1000
}

/** How a component's configuration is named among the followed ranges. */
export function configRange(component: string): string {
  return `config of ${component}`
}
