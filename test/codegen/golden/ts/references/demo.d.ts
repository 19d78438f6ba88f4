// Generated from schemas/demo.schema.json by appia generate; do not edit.
export interface Demo {
  /** Where events arrive */
  readonly input: Socket
  /** Where verdicts go */
  readonly output: Socket
  readonly holder: Holder
  readonly plain: Plain
  /**
   * Port of the page
   * 1..65535 · default 80 · a change restarts the component
   */
  readonly web: number
}

export interface DemoInput {
  /** Where events arrive */
  readonly input: SocketInput
  /** Where verdicts go */
  readonly output: SocketInput
  readonly holder: HolderInput
  readonly plain: Plain
  /**
   * Port of the page
   * 1..65535 · default 80 · a change restarts the component
   */
  readonly web?: number
}

export interface Holder {
  /** An end of a channel */
  readonly socket: Socket
  readonly plain: Plain
}

export interface HolderInput {
  /** An end of a channel */
  readonly socket: SocketInput
  readonly plain: Plain
}

export interface Plain {
  /**
   * A TCP port
   * 1..65535
   */
  readonly port: number
}

/** An end of a channel */
export interface Socket {
  /**
   * A TCP port
   * 1..65535
   */
  readonly port: number
  /** default "bind" */
  readonly mode: 'bind' | 'connect'
}

/** An end of a channel */
export interface SocketInput {
  /**
   * A TCP port
   * 1..65535
   */
  readonly port: number
  /** default "bind" */
  readonly mode?: 'bind' | 'connect'
}
