import type { Component } from './component.ts'
import type { Entry } from './entry.ts'
import type { MoveInput } from './move.ts'
import type { Remove } from './remove.ts'
import type { SecretSourceInput } from './secret-source.ts'

/** Where a workspace is applied: the embedded store in a file, or an etcd. */
export type EnvironmentInput = {
  /** '' (default) or '/site-a', put before every key. */
  readonly prefix?: string
  /** Takes a plan file or an approved digest only. */
  readonly protected?: boolean
  /**
   * `ssh-ed25519 AAAA… name`, as `ssh-keygen -t ed25519` writes it into the .pub file: only plans that one of these has
   * signed are applied. Default: no signature is asked for.
   */
  readonly signers?: readonly string[]
  /**
   * What `live()` may read here: prefixes, which end with '/', and keys, each whole. Default: the managed prefixes, with
   * the environment's own. Secrets, encryption keys and Appia's own records are never read.
   */
  readonly readable?: readonly string[]
  /**
   * Where `secret('name')` comes from here, by name, `'*'` for all others; or one source for all. What has none is
   * written as a reference, which the component resolves itself.
   */
  readonly secrets?: SecretSourceInput | { readonly [name: string]: SecretSourceInput }
  /**
   * Who opens what the schema calls `x-secret: "sealed"`: the age recipient of each member component@node, as
   * `appia keygen` printed it. Those of the rotation policy count too; of the same member, this one.
   */
  readonly recipients?: { readonly [member: string]: string }
  /** Instead of the workspace's. */
  readonly keepApplies?: number
  /**
   * When `--all-environments` comes to it, a whole number from 1 (default): the next wave begins once all environments of
   * this one are applied.
   */
  readonly wave?: number
  /**
   * Components of one node that differ, by node name; they win there. An override of the workspace's component starts
   * from what `components` below makes of it.
   */
  readonly nodes?: { readonly [node: string]: Component | readonly Component[] }
  /** Components that differ in this environment, instead of the workspace's; `remove` for those that it does not have. */
  readonly components?: { readonly [name: string]: Component | Remove }
  /** Documents of this environment; of the same key, instead of the workspace's. */
  readonly entries?: readonly Entry[]
  /** What others write here, beside what they do everywhere. */
  readonly ignoreChanges?: readonly string[]
  /** Keys that are given up here, beside those of the workspace. */
  readonly forget?: readonly string[]
  /** Renames here, beside those of the workspace. */
  readonly moved?: readonly MoveInput[]
} & ({ readonly store: 'embedded' } | { readonly endpoints: readonly string[] })
