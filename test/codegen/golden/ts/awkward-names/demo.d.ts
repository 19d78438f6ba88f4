// Generated from schemas/demo.schema.json by appia generate; do not edit.
/** Names that a generator may stumble over *\/ */
export interface Demo {
  /** a change restarts the component */
  readonly hasOwnProperty: Type1
  /** a change restarts the component */
  readonly constructor: Größe
  readonly toString?: unknown
  readonly valueOf: Alias
  /**
   * What it is
   * a change restarts the component
   */
  readonly $ref?: Anything
  /**
   * a change restarts the component
   * @deprecated
   */
  readonly $id?: AnythingElse
  /**
   * Gone soon
   * and for good
   * a change restarts the component
   * @deprecated
   */
  readonly description?: string
  /** a change restarts the component */
  readonly length?: {
    readonly hasOwnProperty: readonly []
    readonly '': {
      readonly [name: string]: never
    }
    readonly $ref: '#/none'
    readonly $$a: 1
    readonly 'it\'s "quoted"': null
  }
  /** a change restarts the component */
  readonly '[name: string]'?: string
  /** at least 2 characters · a change restarts the component */
  readonly "it's"?: string | null
  /** a change restarts the component */
  readonly '"a" \'b\'\n'?: boolean
  /** a change restarts the component */
  readonly '$[a'?: null
  /** a change restarts the component */
  readonly $$a?: readonly (readonly 'a'[])[]
  /** at least 2 elements · a change restarts the component */
  readonly 値?: readonly [string | null, 'a' | 'b' | 'c']
}

/** Names that a generator may stumble over *\/ */
export type DemoInput = Demo

export type $id = 'e' | 'f'

export type Alias = V4l2device

export type Anything = unknown

export type AnythingElse = unknown

export type Größe = 'c' | 'd'

export type Type1 = 'a' | 'b'

export interface V4l2device {
  readonly $a?: $id
}
