import type { StoreError } from '../../model/index.ts'

/** True where nobody answered: whoever waits may see it come back. */
export function isAway({ code }: StoreError): boolean {
  return code === 'unreachable' || code === 'timeout' || code === 'no-leader'
}
