import type { FileEvent } from './files/file-event.ts'

/** A line of an agent's log. */
export type AgentEvent =
  | FileEvent
  | { readonly kind: 'started' | 'stopped'; readonly member: string }
  /** Settings that were read again are not used: those before stay. */
  | { readonly kind: 'settings-refused'; readonly problem: string }
  /** A report of native code that is not published. */
  | { readonly kind: 'report-refused'; readonly problem: string }
  /** What the client library has to say: connection, cache. */
  | { readonly kind: 'client'; readonly event: string; readonly text: string }
  /** A document that is not used: codes and places. */
  | {
      readonly kind: 'invalid'
      readonly document: string
      readonly revision: number
      readonly problem: string
    }
