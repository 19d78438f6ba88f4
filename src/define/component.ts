import type { DocumentFormat } from '../model/index.ts'

/** What a document is where that does not follow from its component's name. */
export interface DocumentOptions {
  /** Its key, without the environment's prefix: `/services/search/weights`. Default: as `keys` of the workspace says. */
  readonly key?: string
  /** `weights` is `schemas/weights.schema.json`. Default: the component's name. */
  readonly schema?: string
  /** How it is written. Default `json`, canonical. */
  readonly format?: Exclude<DocumentFormat, 'pretty-json'>
  /** Of JSON: `pretty` has a line a member, two blanks a level, for who reads the store by eye. Default `canonical`. */
  readonly layout?: 'canonical' | 'pretty'
}

/** What configures one component, and where its document lies. */
export interface Component<Input = unknown> extends DocumentOptions {
  readonly kind: 'component'
  readonly name: string
  readonly value: Input
}

/**
 * Declares the configuration of one component; `Input` is the generated `<Name>Input`. Its key is `/config/<name>/json`
 * and its schema `schemas/<name>.schema.json`, unless `options` say otherwise.
 */
export function component<Input>(
  name: string,
  value: Input,
  options: DocumentOptions = {},
): Component<Input> {
  return { kind: 'component', name, value, ...options }
}
