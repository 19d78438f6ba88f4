import type {
  AuthoredDocument,
  JsonObject,
  JsonValue,
  LoadedWorkspace,
  Origin,
  Place,
} from '../../src/model/index.ts'
import { parseSchemas, type Schema } from '../../src/schema/index.ts'

const port = { type: 'integer', minimum: 1, maximum: 65535 }
const socket = {
  type: 'object',
  additionalProperties: false,
  default: {},
  properties: {
    port: { ...port, default: 5571 },
    endpoint: { type: 'string', pattern: '^tcp://.*:\\d{1,4}$' },
  },
}

/** Schemas of two components that share a socket. */
export const schemas: ReadonlyMap<string, Schema> = parseSchemas(
  ['sniffer', 'detector'].map((name) => ({
    file: `schemas/${name}.schema.json`,
    text: JSON.stringify(
      {
        'x-effect': 'restart',
        type: 'object',
        additionalProperties: false,
        properties: {
          socket,
          workers: { type: 'integer', minimum: 1, maximum: 64 },
          interval: { type: 'integer', minimum: 0, maximum: 60_000, 'x-unit': 'ms' },
          password: { type: ['string', 'null'], 'x-secret': true },
        },
      },
      null,
      2,
    ),
  })),
).schemas

/** `at(3, 5)` is `configs/index.ts:3:5`. */
export function at(line: number, column = 1): Place {
  return { file: 'configs/index.ts', line, column }
}

/** The origin of a literal. */
export function exact(line: number, column = 1): Origin {
  return { kind: 'exact', at: at(line, column) }
}

/** A component's document in the environment `local`; origins by pointer. */
export function documentOf(
  component: string,
  value: JsonObject,
  { origins = {}, ...rest }: { origins?: Record<string, Origin> } & Partial<AuthoredDocument> = {},
): AuthoredDocument {
  return {
    key: `/config/${component}/json`,
    environment: 'local',
    component,
    schema: component,
    value: value as JsonValue,
    provenance: new Map(Object.entries({ '': exact(1), ...origins })),
    ...rest,
  }
}

/** A workspace with the environments `local` and `site`, the latter below `/site-a`. */
export function workspaceOf(
  documents: readonly AuthoredDocument[],
  rest: Partial<LoadedWorkspace> = {},
): LoadedWorkspace {
  return {
    name: 'demo',
    documents,
    environments: [
      {
        name: 'local',
        workspace: 'demo',
        store: 'embedded',
        endpoints: [],
        prefix: '',
        isProtected: false,
        signers: [],
        readable: [],
      },
      {
        name: 'site',
        workspace: 'demo',
        store: 'etcd',
        endpoints: ['127.0.0.1:2379'],
        prefix: '/site-a',
        isProtected: false,
        signers: [],
        readable: [],
      },
    ],
    managedPrefixes: ['/config/'],
    invariants: [],
    waivers: [],
    sources: [],
    diagnostics: [],
    ...rest,
  }
}
