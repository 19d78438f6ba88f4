import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Size of the generated workspace: modules in configs/, leaves of all component documents together (about). */
export interface LargeWorkspace {
  readonly modules: number
  readonly leaves: number
}

const componentCount = 8
const groupLeaves = 10

/** Writes a workspace of many modules and leaves, its schemas included: literals, spreads, helpers, channels, units. */
export function writeLargeWorkspace(
  directory: string,
  { modules, leaves }: LargeWorkspace = { modules: 60, leaves: 25_000 },
): void {
  const parts = Math.floor((modules - 4) / componentCount)
  const groups = Math.ceil(leaves / (componentCount * parts * groupLeaves))
  const files = new Map<string, string>([
    ['configs/shared.ts', shared],
    ['configs/channels.ts', channels],
    ['configs/helpers.ts', helpers],
  ])
  const names = Array.from({ length: componentCount }, (_, index) => `component_${index}`)
  for (const [component, name] of names.entries()) {
    for (let part = 0; part < parts; part++) {
      files.set(`configs/${name}/part_${part}.ts`, partModule(component * parts + part, groups))
    }
    files.set(`schemas/${name}.schema.json`, `${JSON.stringify(schemaOf(name, parts, groups), null, 2)}\n`)
  }
  files.set('configs/index.ts', indexModule(names, parts))
  for (const [file, text] of files) {
    mkdirSync(dirname(join(directory, file)), { recursive: true })
    writeFileSync(join(directory, file), text)
  }
}

const shared = `export const cluster_name = 'large'
export const limits = { high: 1000, low: 10, window_ms: 250 }
`

const channels = `import { channel } from 'appia'
export const flows = channel({ from: 'component_0', to: 'component_1', port: 5571, pattern: 'push/pull', binds: 'from' })
`

const helpers = `import { limits } from './shared'
export const queue = (size: number, extra: { weight?: number } = {}) => ({ ...limits, size, weight: 1, ...extra })
`

/** Each group has ten leaves: five written, four by a helper over shared defaults, one imported or computed. */
function partModule(seed: number, groups: number): string {
  const members = Array.from({ length: groups }, (_, index) => {
    const number = seed * groups + index
    return `  group_${index}: {
    name: 'group ${number}',
    enabled: ${number % 2 === 0},
    threshold: ${(number % 100) / 100},
    ports: [${1024 + (number % 60_000)}, ${(number % 1000) + 1}],
    queue: queue(${number % 7 === 0 ? `${number} + 1` : number}${number % 3 === 0 ? `, { weight: ${number % 50} }` : ''}),
  },`
  })
  return `import { queue } from '../helpers'
export const part = {
${members.join('\n')}
}
`
}

function indexModule(names: readonly string[], parts: number): string {
  const imports = names.flatMap((name, component) =>
    Array.from(
      { length: parts },
      (_, part) => `import { part as c${component}p${part} } from './${name}/part_${part}'`,
    ),
  )
  const components = names.map((name, component) => {
    const members = Array.from({ length: parts }, (_, part) => `part_${part}: c${component}p${part}`)
    return `const ${name} = component('${name}', { cluster_name, output: { port: flows.producer.port, mode: flows.producer.mode }, interval: seconds(30), ${members.join(', ')} })`
  })
  return `import { component, invariant, seconds, workspace } from 'appia'
import { flows } from './channels'
import { cluster_name } from './shared'
${imports.join('\n')}

${components.join('\n')}

export default workspace({
  name: 'large',
  components: { ${names.join(', ')} },
  invariants: [
    invariant('cluster-name', 'one cluster name', ({ component_0, component_1 }) => component_0.cluster_name === component_1.cluster_name || 'they differ'),
  ],
  environments: { local: { store: 'embedded' }, lab: { endpoints: ['127.0.0.1:2379'] } },
})
`
}

function schemaOf(name: string, parts: number, groups: number): object {
  const partNames = Array.from({ length: parts }, (_, part) => `part_${part}`)
  const groupNames = Array.from({ length: groups }, (_, index) => `group_${index}`)
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: name,
    ...closed({
      cluster_name: { type: 'string' },
      output: closed({ port: integer(1, 65_535), mode: { enum: ['bind', 'connect'] } }),
      interval: { ...integer(1, 3600), 'x-unit': 's' },
      ...Object.fromEntries(partNames.map((part) => [part, { $ref: '#/$defs/part' }])),
    }),
    $defs: {
      part: closed(Object.fromEntries(groupNames.map((group) => [group, { $ref: '#/$defs/group' }]))),
      group: closed({
        name: { type: 'string' },
        enabled: { type: 'boolean' },
        threshold: { type: 'number', minimum: 0, maximum: 1 },
        ports: { type: 'array', items: integer(1, 65_535), maxItems: 8 },
        queue: closed({
          high: integer(0, 100_000),
          low: integer(0, 100_000),
          window_ms: { ...integer(0, 100_000), 'x-unit': 'ms' },
          size: integer(0, 1_000_000),
          weight: integer(0, 100),
        }),
      }),
    },
  }
}

function closed(properties: Record<string, unknown>): object {
  return {
    type: 'object',
    'x-effect': 'restart',
    additionalProperties: false,
    properties,
    required: Object.keys(properties),
  }
}

function integer(minimum: number, maximum: number): object {
  return { type: 'integer', minimum, maximum }
}
