/**
 * True of settings that suit their schema, without loading a validator: the build puts code in the place of this module that
 * Ajv writes from `agent.schema.json`. Absent where nothing was built, and false says nothing: then the validator is asked.
 */
export const quickCheck: ((settings: unknown) => boolean) | undefined = undefined
