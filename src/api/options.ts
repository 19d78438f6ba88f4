import { hostname, userInfo } from 'node:os'
import type { Context, GrantedPermissions } from '../app/index.ts'

/** Which workspace and store, and who asks. */
export interface ApiOptions {
  /** Where the search for `configs/index.ts` begins; it goes upwards. Default: the working directory. */
  readonly directory?: string
  /** Default: the first of the workspace. */
  readonly environment?: string
  /** `host:port`; they win over etcdctl's variables, these over the sources. */
  readonly endpoints?: readonly string[]
  /** Environment variables that count: etcdctl's own, `CI`, and what git goes by. Default: those of the process. */
  readonly variables?: Readonly<Record<string, string | undefined>>
  /** For the history. Default: `user@host`. */
  readonly who?: string
  /** Default: now. */
  readonly now?: () => Date
  /** Aborted when the task is to stop; one that writes finishes what it must. */
  readonly signal?: AbortSignal
  /** Told of what was got over: an endpoint that others stood in for. One sentence without a full stop. */
  readonly onWarning?: (text: string) => void
}

/** What an apply may do that is refused otherwise, as the options of the command of the same names. */
export interface ApplyPermissions {
  /** Keys, or patterns of them, that exist and are not ours. */
  readonly takeOver?: readonly string[]
  /** How many keys may go, even if that is more than half of them. */
  readonly allowDelete?: number
  /** `KEY#/pointer` of values that may change their JSON type. */
  readonly allowTypeChange?: readonly string[]
  /** Names of sealed secrets to be read from their sources and sealed anew. */
  readonly reseal?: readonly string[]
  /** Keys, or patterns of them, whose edits from outside may be written over. */
  readonly overwriteDrift?: readonly string[]
  /** Invariants whose waivers may be past their last day. */
  readonly expiredWaivers?: readonly string[]
}

/** What the tasks behind the functions are told. */
export function contextOf(options: ApiOptions, permissions: ApplyPermissions = {}): Context {
  const { directory = process.cwd(), environment, endpoints, variables = process.env, onWarning } = options
  return {
    directory,
    variables,
    ...(environment !== undefined && { environment }),
    ...(endpoints !== undefined && { endpoints: endpoints.join(',') }),
    who: () => options.who ?? `${userInfo().username}@${hostname()}`,
    permissions: { ...nothingAllowed, ...permissions },
    now: options.now ?? (() => new Date()),
    signal: options.signal ?? new AbortController().signal,
    withProgress: (_label, task) => task(() => undefined),
    ...(onWarning && { onWarning }),
  }
}

/** A program agrees by calling `apply`. */
const nothingAllowed: GrantedPermissions = {
  isAgreed: true,
  takeOver: [],
  allowTypeChange: [],
  unsuppress: [],
  reseal: [],
  overwriteDrift: [],
  expiredWaivers: [],
  isOlderAllowed: false,
  isUnsignedAllowed: false,
  areSourceEndpointsTrusted: false,
  isPlaintextPasswordAllowed: false,
}
