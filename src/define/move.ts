/**
 * A rename: of a key, `{ from: '/config/a/json', to: '/config/b/json' }`; of a component with all its documents, by name; or
 * of an element of a list, `{ from: '/config/a/json#/pools/db-1', to: '/config/a/json#/pools/main' }`, in one document or,
 * as `a#/pools/db-1`, in all of a component. Elements go by what identifies them: `x-key` of the schema, a name or an id.
 */
export interface MoveInput {
  readonly from: string
  readonly to: string
}
