import type {
  Desired,
  Diagnostic,
  LeafLookup,
  Live,
  Plan,
  PlannedCollection,
  Provenance,
} from '../model/index.ts'
import type { SecretValues } from '../templates/index.ts'

/** Everything a plan is made of. The same input gives the same plan, byte for byte. */
export interface PlanInput {
  readonly desired: Desired
  readonly live: Live
  readonly lookup: LeafLookup
  /** By key; a key without provenance has leaves without a place. */
  readonly provenance: ReadonlyMap<string, Provenance>
  readonly permissions?: Permissions
  /** Of the sources, with `+dirty` where they differ from it. */
  readonly commit?: string
  /** What becomes of the documents of collections whose pointer is to change. */
  readonly collections?: readonly PlannedCollection[]
  /** What the sources read of live values; the keys are part of `live.entries` where they exist. */
  readonly reads?: readonly ReadPart[]
  /** What the sources of secrets give, where they were looked at. Compared with what is live, and never kept. */
  readonly secretValues?: SecretValues
}

/** A part of a key, by its JSON pointer. */
export interface ReadPart {
  readonly key: string
  readonly pointer: string
}

/** What the person allowed by name. */
export interface Permissions {
  /** Keys that exist, differ and are not ours: `--take-over KEY`, a list, or with `*`. */
  readonly takeOver?: readonly string[]
  /** How many keys may go when that is more than half of them: `--allow-delete N`. */
  readonly allowDelete?: number
  /** `KEY#/pointer` of leaves that may change their JSON type. */
  readonly allowTypeChange?: readonly string[]
  /** `KEY#/pointer` of leaves, or `KEY` of documents, that may get a withdrawn value again. */
  readonly unsuppress?: readonly string[]
  /** Names of sealed secrets that are read and sealed anew, though nothing that is known asks for it: `--reseal NAME`. */
  readonly reseal?: readonly string[]
}

/**
 * `plan` is there whenever one can be shown, also with errors: then it must be neither applied nor saved.
 * A plan that needed a permission and got it carries no error.
 */
export interface PlanResult {
  readonly plan?: Plan
  readonly diagnostics: readonly Diagnostic[]
}
