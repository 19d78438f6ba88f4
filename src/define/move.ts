/** A rename: of a key, `{ from: '/config/a/json', to: '/config/b/json' }`, or of a component with all its documents, by name. */
export interface MoveInput {
  readonly from: string
  readonly to: string
}
