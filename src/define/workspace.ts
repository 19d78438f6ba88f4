import type { LayoutDeclaration, NativeLanguage } from '../model/index.ts'
import type { Channel } from './channel.ts'
import type { Collection } from './collection.ts'
import type { Component } from './component.ts'
import type { Entry } from './entry.ts'
import type { EnvironmentInput } from './environment.ts'
import type { Invariant, WaiverInput } from './invariant.ts'
import type { MoveInput } from './move.ts'
import { rebaseNodes } from './rebase-nodes.ts'
import type { RotationPolicy } from './rotation.ts'

/** What `workspace` takes: everything that the configuration of a system consists of. */
export interface WorkspaceInput {
  /** Owner of the keys in etcd, together with the environment. */
  readonly name: string
  readonly components: { readonly [name: string]: Component }
  /** Where the documents of components lie that name no key of their own. Default `/config/<component>/json`. */
  readonly keys?: (component: string, node?: string) => string
  readonly channels?: { readonly [name: string]: Channel }
  readonly rotation?: RotationPolicy
  /** Documents that are no component's own: firewall rules, a map of interfaces. */
  readonly entries?: readonly Entry[]
  /** Documents in numbers that go beyond one transaction. */
  readonly collections?: readonly Collection[]
  /** What BPF programs and their userspace share. */
  readonly layouts?: readonly LayoutDeclaration[]
  readonly invariants?: readonly Invariant[]
  readonly waivers?: readonly WaiverInput[]
  /**
   * What others write: a key, with a star for one segment; all below it where it ends with '/'; or a part of a document,
   * `/config/api/json#/replicas`. It is set where nothing stands yet and then left as it is live.
   */
  readonly ignoreChanges?: readonly string[]
  /**
   * Keys that are given up and stay as they are, managed no longer: a key, with a star for one segment, or all below it
   * where it ends with '/'. Once every environment has been applied the line can go.
   */
  readonly forget?: readonly string[]
  /** Keys, components and elements of lists that go by another name from now on. Once every environment has been applied the line can go. */
  readonly moved?: readonly MoveInput[]
  /** What `appia generate` writes beside TypeScript and C. Default `['cpp', 'python']`. */
  readonly languages?: readonly NativeLanguage[]
  /** Where foreign keys are looked for. Default: the folders that the documents lie in. */
  readonly managedPrefixes?: readonly string[]
  /**
   * How many of the newest applies stay in the history, with all that a rollback needs; what is older goes as applies
   * follow. A whole number of at least 10. Default 200.
   */
  readonly keepApplies?: number
  /** The first is the default of every command. */
  readonly environments: { readonly [name: string]: EnvironmentInput }
}

/** A declared workspace, as `configs/index.ts` exports it. */
export interface Workspace extends WorkspaceInput {
  readonly kind: 'workspace'
}

/** Declares a workspace: the default export of `configs/index.ts`. Throws nothing; `appia check` says what is wrong. */
export function workspace(input: WorkspaceInput): Workspace {
  const { environments } = input
  // Whether they are what they should be is looked at later.
  if (typeof environments !== 'object' || environments === null) return { kind: 'workspace', ...input }
  return { kind: 'workspace', ...input, environments: rebaseNodes(environments) }
}
