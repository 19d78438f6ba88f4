/** Keywords that speak of one type alone. */
export const typeOfKeyword: Readonly<Record<string, string>> = Object.fromEntries([
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'].map((each) => [
    each,
    'number',
  ]),
  ...['minLength', 'maxLength', 'pattern', 'format'].map((each) => [each, 'string']),
  ...[
    'items',
    'prefixItems',
    'minItems',
    'maxItems',
    'uniqueItems',
    'contains',
    'minContains',
    'maxContains',
  ].map((each) => [each, 'array']),
  ...[
    'properties',
    'patternProperties',
    'additionalProperties',
    'propertyNames',
    'required',
    'minProperties',
  ].map((each) => [each, 'object']),
  ...['maxProperties', 'dependentRequired', 'dependentSchemas'].map((each) => [each, 'object']),
])

/** Keywords that are carried as they are. */
export const plainKeywords: ReadonlySet<string> = new Set([
  ...['title', 'description', '$comment', 'default', 'deprecated', 'const', 'enum', 'type'],
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', 'minLength', 'maxLength'],
  ...['pattern', 'format', 'minItems', 'maxItems', 'uniqueItems', 'minContains', 'maxContains', 'required'],
  ...['minProperties', 'maxProperties', 'dependentRequired', 'examples'],
])

/** Keywords that are looked at where their subschemas are, or that only name things. */
export const handledKeywords: ReadonlySet<string> = new Set([
  ...[
    '$schema',
    '$id',
    'id',
    '$ref',
    '$dynamicRef',
    '$recursiveRef',
    '$anchor',
    '$dynamicAnchor',
    '$recursiveAnchor',
  ],
  ...[
    '$defs',
    'definitions',
    '$vocabulary',
    'items',
    'additionalItems',
    'prefixItems',
    'contains',
    'properties',
  ],
  ...[
    'patternProperties',
    'additionalProperties',
    'propertyNames',
    'dependencies',
    'dependentSchemas',
    'allOf',
  ],
  ...['anyOf', 'oneOf', 'not', 'if', 'then', 'else', 'nullable', 'unevaluatedProperties', 'unevaluatedItems'],
])

/** Types that JSON Schema knows. */
export const knownTypes: ReadonlySet<string> = new Set([
  'null',
  'boolean',
  'object',
  'array',
  'number',
  'string',
  'integer',
])
