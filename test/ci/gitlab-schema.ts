const text = { type: 'string' } as const
const texts = { type: 'array', items: text } as const
/** Lists in lists are flattened: what an anchor stands for. */
const script = { type: 'array', minItems: 1, items: { anyOf: [text, texts] } } as const
const variables = { type: 'object', additionalProperties: { type: ['string', 'number', 'boolean'] } } as const
const rules = {
  type: 'array',
  items: {
    type: 'object',
    additionalProperties: false,
    properties: {
      if: text,
      when: { enum: ['on_success', 'always', 'never', 'manual', 'delayed'] },
      changes: texts,
    },
  },
} as const
const environment = {
  type: 'object',
  additionalProperties: false,
  required: ['name'],
  properties: {
    name: text,
    url: text,
    action: { enum: ['start', 'prepare', 'stop', 'verify', 'access'] },
  },
} as const
const artifacts = {
  type: 'object',
  additionalProperties: false,
  properties: {
    name: text,
    paths: texts,
    expire_in: text,
    when: { enum: ['on_success', 'on_failure', 'always'] },
    access: { enum: ['all', 'developer', 'maintainer', 'none'] },
  },
} as const
const job = {
  type: 'object',
  additionalProperties: false,
  properties: {
    stage: text,
    extends: text,
    image: text,
    rules,
    variables,
    environment,
    artifacts,
    script,
    before_script: script,
    after_script: script,
    needs: texts,
    resource_group: text,
    interruptible: { type: 'boolean' },
  },
} as const

/**
 * The keywords that `docs/ci/gitlab-ci.yml` may use, after GitLab's reference (docs.gitlab.com/ci/yaml): closed, where
 * SchemaStore's own types take any keyword.
 */
export const gitLabSchema = {
  type: 'object',
  required: ['stages'],
  properties: {
    stages: texts,
    default: {
      type: 'object',
      additionalProperties: false,
      properties: { image: text, before_script: script, after_script: script },
    },
    variables,
  },
  patternProperties: { '^\\.base$': script, '^\\.of-': { ...job, required: ['rules'] } },
  additionalProperties: { ...job, required: ['script'] },
} as const
