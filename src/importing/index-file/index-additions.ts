/** What an import adds to `configs/index.ts`. */
export interface IndexAdditions {
  /** From a module of `configs/`, `./api.ts`. */
  readonly imports: readonly { readonly names: readonly string[]; readonly from: string }[]
  /** Variables that hold components of all environments. */
  readonly components: readonly string[]
  /** Variables that hold lists of entries. */
  readonly entries: readonly string[]
  readonly managedPrefixes: readonly string[]
  readonly environments: readonly EnvironmentAddition[]
  /** A component that goes, and the module that it is imported from. */
  readonly removed?: { readonly variable: string; readonly from: string }
}

/** An environment that is new, or has components of its own. */
export interface EnvironmentAddition {
  readonly name: string
  /** Of one that is not there yet. */
  readonly settings?: EnvironmentSettings
  /** By the name of the component's variable, what this environment has instead of it. */
  readonly components: readonly { readonly member: string; readonly variable: string }[]
  /** Secrets that its documents refer to, and of which what is live is to stay. */
  readonly keptSecrets?: readonly string[]
}

/** Where an environment lies; without endpoints it is the embedded store. */
export interface EnvironmentSettings {
  readonly endpoints?: readonly string[]
  readonly prefix?: string
}

/** Why an index cannot be edited, and what a person has to write there. */
export interface UneditableIndex {
  readonly problem: string
}
