import type { Place } from './provenance.ts'

/** Many documents of one schema under one prefix, each a line of a file, delivered as a generation. */
export interface AuthoredCollection {
  /** Without the environment's prefix; ends with '/': `/config/firewall/blocklist/`. */
  readonly prefix: string
  /** The component that reads it. */
  readonly component: string
  readonly schema: string
  /** JSON Lines, relative to the workspace: `configs/feeds/blocklist.jsonl`. */
  readonly file: string
  /** Where it is declared. */
  readonly at?: Place
}

/** A collection as an environment should hold it. */
export interface DesiredCollection extends AuthoredCollection, GenerationPointer {
  /** Full prefix, with the environment's own. */
  readonly fullPrefix: string
  readonly shards: GenerationShards
}

/** What stands under `<collection>.generation`: the one generation that counts. */
export interface GenerationPointer {
  /** sha256 of the generation's canonical JSON: the same members give the same one. */
  readonly generation: string
  /** How many members it has, and the bytes of their names and values. */
  readonly keys: number
  readonly bytes: number
}

/** Names of a generation's shards by the hex digits of sha256(name) that choose a member's shard; '' for the only one. */
export type GenerationShards = { readonly [digits: string]: string }

/** One document of a collection. */
export interface CollectionDocument {
  /** Below the collection's prefix. */
  readonly name: string
  /** Canonical JSON. */
  readonly text: string
}
