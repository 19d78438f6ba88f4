/**
 * True of a schema that is one of JSON Schema 2020-12, without loading a validator: the build puts code in the place of this
 * module that Ajv writes from the dialect's own schema. Absent where nothing was built, and false says nothing: then the
 * validator is asked.
 */
export const quickCheck: ((schema: unknown) => boolean) | undefined = undefined
