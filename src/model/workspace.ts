import type { AuthoredCollection } from './collection.ts'
import type { Diagnostic } from './diagnostics/index.ts'
import type { DocumentFormat } from './format.ts'
import type { Handover } from './handover.ts'
import type { JsonObject, JsonValue } from './json/index.ts'
import type { LayoutDeclaration } from './layout.ts'
import type { LiveRead } from './live-read.ts'
import type { Place, Provenance } from './provenance.ts'
import type { SecretSources } from './secrets/index.ts'

/** What loading a workspace gives: plain data, the same bytes for the same sources. */
export interface LoadedWorkspace {
  readonly name: string
  /** Every document of every environment, as the author wrote it: quantities and secrets still as tagged objects, no defaults. */
  readonly documents: readonly AuthoredDocument[]
  readonly environments: readonly Environment[]
  /** Without an environment's prefix: `/config/`. */
  readonly managedPrefixes: readonly string[]
  readonly invariants: readonly InvariantResult[]
  readonly waivers: readonly AuthoredWaiver[]
  /** What BPF programs and their userspace share; absent where the workspace declares none. */
  readonly layouts?: readonly AuthoredLayout[]
  /** Between which components there are channels, sorted by name; absent where there are none. */
  readonly channels?: readonly AuthoredChannel[]
  /** Languages of native components that are generated beside TypeScript and C; absent: all. */
  readonly languages?: readonly NativeLanguage[]
  /** Documents in numbers that go beyond one transaction; absent where there are none. */
  readonly collections?: readonly AuthoredCollection[]
  /** Calls of `live()`; absent where there are none. */
  readonly live?: readonly LiveRead[]
  /** sha256 of every input file by its path relative to the workspace, sorted. */
  readonly sources: readonly SourceFile[]
  readonly diagnostics: readonly Diagnostic[]
}

export interface SourceFile {
  readonly file: string
  readonly sha256: string
}

/** One future value in etcd, before defaults. */
export interface AuthoredDocument {
  /** Full key without the environment's prefix: `/config/sniffer/json`. */
  readonly key: string
  /** The environment it is for; a document for all of them is listed once for each. */
  readonly environment: string
  readonly component: string
  readonly node?: string
  /** Name of its schema: `sniffer` is `schemas/sniffer.schema.json`. */
  readonly schema: string
  /** Absent: `json`. */
  readonly format?: DocumentFormat
  readonly value: JsonValue
  /** Pointers of what is set once and then left as it is live. */
  readonly initial?: readonly string[]
  /** Of each container and leaf; a quantity and a secret are leaves. */
  readonly provenance: Provenance
}

/** A layout as the author wrote it. */
export interface AuthoredLayout {
  readonly declaration: LayoutDeclaration
  /** By pointers into the declaration. */
  readonly provenance: Provenance
}

/** A channel as both of its components must have it. */
export interface AuthoredChannel {
  readonly name: string
  readonly from: AuthoredChannelEnd
  readonly to: AuthoredChannelEnd
  readonly pattern: 'push/pull' | 'pub/sub'
  readonly port: number
}

/** One end of a channel, as a socket. */
export interface AuthoredChannelEnd {
  readonly component: string
  /** `tcp://127.0.0.1:5571` */
  readonly endpoint: string
  /** The other end connects. */
  readonly isBinding: boolean
}

/** A language that `appia generate` writes beside TypeScript and C. */
export type NativeLanguage = 'cpp' | 'python'

/** Where an environment lives, and what is to become of keys there that its documents do not tell of. */
export interface Environment extends Handover {
  readonly name: string
  /** The name of its workspace. */
  readonly workspace: string
  readonly store: 'embedded' | 'etcd'
  readonly endpoints: readonly string[]
  /** '' or '/site-a'. */
  readonly prefix: string
  /** Takes a plan file or an approved digest only. */
  readonly isProtected: boolean
  /** `ssh-ed25519 AAAA… name`: takes only plans that one of these signed. Empty: signatures are not asked for. */
  readonly signers: readonly string[]
  /** Prefixes (they end with '/') and keys that `live()` may read, each whole, with the environment's own prefix. */
  readonly readable: readonly string[]
  /** How many of the newest applies its history keeps; absent: `defaultKeepApplies`. */
  readonly keepApplies?: number
  /** Environments of one wave are applied before those of the next; absent: 1. */
  readonly wave?: number
  /** Absent: a reference to a secret is written as it is. */
  readonly secrets?: SecretSources
  /** age recipients by member, component@node, beside those of the rotation policy; they win over it. */
  readonly recipients?: { readonly [member: string]: string }
}

/** What an invariant said of one environment's documents (after defaults). */
export interface InvariantResult {
  readonly id: string
  readonly environment: string
  /** Set where the documents of one node were looked at. */
  readonly node?: string
  readonly rule: string
  readonly verdict:
    | { readonly kind: 'holds' }
    | Violation
    | { readonly kind: 'threw'; readonly message: string }
}

/** `because` explains with the values. */
interface Violation {
  readonly kind: 'violated'
  readonly because: string
  /** The leaves that were looked at, in order of key and pointer. */
  readonly reads: readonly LeafReference[]
  /** Those of the comparison that failed, as far as that is known. */
  readonly decided: readonly LeafReference[]
}

export interface LeafReference {
  readonly key: string
  readonly pointer: string
}

/** An agreed exception to an invariant. `until` is the last day on which it counts, YYYY-MM-DD (UTC). */
export interface Waiver {
  readonly invariant: string
  readonly reason: string
  readonly until: string
}

/** A waiver and where it was agreed to. */
export interface AuthoredWaiver extends Waiver {
  readonly at?: Place
  /** Where its last day is written, if it is a literal. */
  readonly untilAt?: Place
}

/** A quantity as authors write it: `seconds(30)`. `amount` in the smallest unit of its dimension (ms, bytes). */
export interface Quantity {
  readonly $quantity: 'time' | 'size'
  /** ms, or bytes. */
  readonly amount: number
  /** As written, for messages: `30 s`. */
  readonly text: string
}

/** A reference to a secret as authors write it: `secret('name')`. */
export interface SecretReference {
  readonly $secret: string
}

/** True for what `seconds(30)` and its like return. */
export function isQuantity(value: unknown): value is Quantity & JsonObject {
  return typeof value === 'object' && value !== null && '$quantity' in value
}

/** True for what `secret('name')` returns. */
export function isSecretReference(value: unknown): value is SecretReference & JsonObject {
  return typeof value === 'object' && value !== null && '$secret' in value
}
