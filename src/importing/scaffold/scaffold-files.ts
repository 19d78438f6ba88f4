import { configCompilerOptions } from '../../model/index.ts'
import type { ImportedFile } from '../import-documents.ts'
import { memberName, textLiteral } from '../modules/literals.ts'

/** What a new workspace begins with. */
export interface ScaffoldInput {
  readonly name: string
  /** Without them, the embedded store. */
  readonly endpoints?: readonly string[]
  /** Of Appia: pinned. */
  readonly version: string
}

/** Files of the component that a workspace begins with; an import takes it out where nobody has changed it. */
export const samplePaths = {
  module: 'configs/example.ts',
  schema: 'schemas/example.schema.json',
  typings: 'generated/ts/example.d.ts',
} as const

/** The module of that component. */
export const sampleModule = `import { component, seconds } from 'appia'
import type { ExampleInput } from '../generated/ts/example.d.ts'

/** What one service is configured with: under /config/example/json once it is applied. */
export const example = component<ExampleInput>('example', {
  port: 8080,
  requestTimeout: seconds(30),
  logLevel: 'info',
})
`

const sampleSchema = `{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "Example",
  "type": "object",
  "x-effect": "restart",
  "additionalProperties": false,
  "required": ["port", "requestTimeout", "logLevel"],
  "properties": {
    "port": { "description": "TCP port of requests", "type": "integer", "minimum": 1, "maximum": 65535 },
    "requestTimeout": { "type": "integer", "minimum": 1, "maximum": 600, "x-unit": "s" },
    "logLevel": { "type": "string", "enum": ["debug", "info", "warn", "error"], "x-effect": "live" }
  }
}
`

/** The files of a new workspace, but for its typings. */
export function scaffoldFiles(input: ScaffoldInput): ImportedFile[] {
  return [
    { path: samplePaths.schema, text: sampleSchema },
    { path: samplePaths.module, text: sampleModule },
    { path: 'configs/index.ts', text: indexText(input) },
    { path: 'package.json', text: packageText(input) },
    { path: 'tsconfig.json', text: `${JSON.stringify(compilerSettings, null, 2)}\n` },
    { path: '.gitignore', text: 'node_modules/\n.appia/\nplans/*.plan.json\n' },
    { path: 'README.md', text: readmeText(input) },
  ]
}

function indexText({ name, endpoints }: ScaffoldInput): string {
  const environment =
    endpoints === undefined
      ? `local: { store: 'embedded' }`
      : `${memberName('etcd')}: { endpoints: [${endpoints.map(textLiteral).join(', ')}] }`
  return `import { workspace } from 'appia'\nimport { example } from './example.ts'

export default workspace({
  name: ${textLiteral(name)},
  components: { example },
  // 'cpp' and 'python' are generated beside TypeScript where they are named.
  languages: [],
  environments: {
    ${environment},
  },
})
`
}

function packageText({ name, version }: ScaffoldInput): string {
  const content = {
    name,
    private: true,
    type: 'module',
    scripts: { check: 'appia check', generate: 'appia generate', plan: 'appia plan' },
    devDependencies: { appia: version },
  }
  return `${JSON.stringify(content, null, 2)}\n`
}

/** For editors. */
const compilerSettings = {
  compilerOptions: configCompilerOptions,
  include: ['configs', 'generated/ts'],
}

function readmeText({ name }: ScaffoldInput): string {
  return `# ${name}
Configuration as code with Appia: \`configs/\` holds what is set, \`schemas/\` what may be set.

\`\`\`sh
npm install
npx appia import ../old-config          # files, or --from-etcd /config/
npx appia check                         # types, schemas, rules; needs no store
npx appia plan                          # what an apply would change
npx appia apply                         # shows the plan and asks
\`\`\`

\`npx appia generate\` writes the typings in \`generated/\` after a change to a schema. The whole way, from files and a live
etcd to CI: \`node_modules/appia/docs/your-own-workspace.md\`.
`
}
