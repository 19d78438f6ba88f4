// Generated from schemas/demo.schema.json by appia generate; do not edit.
export interface Demo {
  readonly apart: {
    /** a change restarts the component */
    readonly name?: string
    /** of the form ^x-[a-z]+$ · a change restarts the component */
    readonly [name: `x-${string}`]: number
    /** of the form ^y_ · a change restarts the component */
    readonly [name: `y_${string}`]: boolean
  }
  readonly overlapping: {
    /**
     * of the form ^x- · a change restarts the component
     * of the form ^x-y · a change restarts the component
     */
    readonly [name: string]: number | string
  }
  readonly alternation?: {
    /**
     * of the form ^a|b · a change restarts the component
     * of the form ^ab*$ · a change restarts the component
     */
    readonly [name: string]: number | string
  }
  readonly beside: {
    /** a change restarts the component */
    readonly name?: string
    /**
     * of the form [0-9]$ · a change restarts the component
     * a change restarts the component
     */
    readonly [name: string]: number | boolean | string | undefined
  }
  readonly open: {
    /** a change restarts the component */
    readonly name?: string
    /** a change restarts the component */
    readonly [name: string]: unknown
  }
  readonly none?: {
    readonly [name: string]: never
  }
  /** a change restarts the component */
  readonly any?: unknown
  /** a change restarts the component */
  readonly anything?: unknown
  /** a change restarts the component */
  readonly nothing?: never
  readonly required?: {
    /** a change restarts the component */
    readonly a: number
    /** a change restarts the component */
    readonly [name: string]: number
  }
}

export type DemoInput = Demo
