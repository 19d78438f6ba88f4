import { StoreError } from '../../model/index.ts'
import type { Failure, InvalidInput } from '../failure.ts'
import { isAway } from './is-away.ts'

/** An etcd that is away comes back. What was open once opens again, when whoever broke it has mended it. */
export function isPassing(error: Failure | InvalidInput, wasOpen: boolean): boolean {
  return wasOpen || (error.cause instanceof StoreError && isAway(error.cause))
}
