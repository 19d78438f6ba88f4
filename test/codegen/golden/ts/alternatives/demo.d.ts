// Generated from schemas/demo.schema.json by appia generate; do not edit.
export interface Demo {
  readonly socket:
    | {
        /** a change restarts the component */
        readonly kind: 'tcp'
        /**
         * A TCP port
         * 1..65535 · a change restarts the component
         */
        readonly port: number
      }
    | {
        /** a change restarts the component */
        readonly kind: 'ipc'
        /** default "/run/x" · a change restarts the component */
        readonly path: string
      }
  /** a change restarts the component */
  readonly limit?: number | 'none'
}

export interface DemoInput {
  readonly socket:
    | {
        /** a change restarts the component */
        readonly kind: 'tcp'
        /**
         * A TCP port
         * 1..65535 · a change restarts the component
         */
        readonly port: number
      }
    | {
        /** a change restarts the component */
        readonly kind: 'ipc'
        /** default "/run/x" · a change restarts the component */
        readonly path?: string
      }
  /** a change restarts the component */
  readonly limit?: number | 'none'
}
