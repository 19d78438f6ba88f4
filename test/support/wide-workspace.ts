import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Writes a workspace of many small components; four of five have a schema of their own, the others share one. */
export function writeWideWorkspace(directory: string, components: number): void {
  const names = Array.from({ length: components }, (_, index) => `service_${index}`)
  const files = new Map<string, string>([
    ['configs/index.ts', indexModule(names)],
    ['schemas/parts/limits.schema.json', JSON.stringify(limits, null, 2)],
  ])
  for (let from = 0; from < components; from += componentsInModule) {
    const number = from / componentsInModule
    const own = names.slice(from, from + componentsInModule)
    files.set(`configs/group_${number}.ts`, groupModule(own, from))
  }
  for (const [index, name] of names.entries())
    if (index % 5 !== 4) files.set(`schemas/${name}.schema.json`, JSON.stringify(schemaOf(name), null, 2))
  files.set('schemas/shared.schema.json', JSON.stringify(schemaOf('shared'), null, 2))
  for (const [file, text] of files) {
    mkdirSync(dirname(join(directory, file)), { recursive: true })
    writeFileSync(join(directory, file), `${text}\n`)
  }
}

const componentsInModule = 50

function indexModule(names: readonly string[]): string {
  const groups = Array.from({ length: Math.ceil(names.length / componentsInModule) }, (_, index) => index)
  return `import { workspace } from 'appia'
${groups.map((group) => `import { group as group_${group} } from './group_${group}'`).join('\n')}

export default workspace({
  name: 'wide',
  components: { ${groups.map((group) => `...group_${group}`).join(', ')} },
  environments: { local: { store: 'embedded' }, lab: { endpoints: ['127.0.0.1:2379'] } },
})
`
}

function groupModule(names: readonly string[], first: number): string {
  const components = names.map((name, index) => {
    const number = first + index
    const schema = number % 5 === 4 ? ", { schema: 'shared' }" : ''
    return `  ${name}: component('${name}', {
    listen: { host: '10.0.${number >> 8}.${number & 255}', port: ${1024 + number} },
    log: { level: '${number % 3 === 0 ? 'debug' : 'info'}', file: '/var/log/${name}.log' },
    limits: { requests: ${number % 1000}, window: seconds(30) },
    peers: ['${name}-a', '${name}-b'],
    enabled: ${number % 7 !== 0},
  }${schema}),`
  })
  return `import { component, seconds } from 'appia'
export const group = {
${components.join('\n')}
}
`
}

const text = { type: 'string', maxLength: 200 }

const limits = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  ...closed({
    requests: { type: 'integer', minimum: 0, maximum: 100_000 },
    window: { type: 'integer', minimum: 1, maximum: 3600, 'x-unit': 's' },
  }),
}

function schemaOf(name: string): object {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: name,
    ...closed({
      listen: closed({
        host: { ...text, format: 'ipv4' },
        port: { type: 'integer', minimum: 1, maximum: 65_535 },
      }),
      log: closed({ level: { enum: ['debug', 'info', 'error'] }, file: { ...text, pattern: '^/' } }),
      limits: { $ref: 'parts/limits.schema.json' },
      peers: { type: 'array', items: text, maxItems: 16 },
      enabled: { type: 'boolean', default: true },
    }),
  }
}

function closed(properties: Record<string, object>): object {
  const required = Object.keys(properties).filter((name) => !('default' in (properties[name] ?? {})))
  return { type: 'object', 'x-effect': 'restart', additionalProperties: false, properties, required }
}
