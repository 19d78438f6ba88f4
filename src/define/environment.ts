import type { Component } from './component.ts'

/** Where a workspace is applied: the embedded store in a file, or an etcd. */
export type EnvironmentInput = {
  /** '' (default) or '/site-a', put before every key. */
  readonly prefix?: string
  /** Takes a plan file or an approved digest only. */
  readonly protected?: boolean
  /**
   * Components of one node that differ, by node name; they win there. An override of the workspace's component starts
   * from what `components` below makes of it.
   */
  readonly nodes?: { readonly [node: string]: Component | readonly Component[] }
  /** Components that differ in this environment, instead of the workspace's. */
  readonly components?: { readonly [name: string]: Component }
} & ({ readonly store: 'embedded' } | { readonly endpoints: readonly string[] })
