// Generated from schemas/demo.schema.json by appia generate; do not edit.
export interface Demo {
  /** exactly 2 elements · a change restarts the component */
  readonly pair: readonly [string, number]
  /** a change restarts the component */
  readonly grid: readonly (readonly number[])[]
  /** 1..3 elements · a change restarts the component */
  readonly names: readonly (string | null)[]
  readonly sets: {
    /** a change restarts the component */
    readonly [name: string]: readonly string[]
  }
}

export type DemoInput = Demo
