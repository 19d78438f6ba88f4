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

/** A file that a project may have of its own. */
export interface ProjectFile extends ImportedFile {
  /** Where it has: what is left to do by hand, or the file that is written in its place. */
  readonly instead?: { readonly words: string } | ImportedFile
}

/** The files of a new workspace, but for its typings: its own, and those that any project has. */
export function scaffoldFiles(input: ScaffoldInput): {
  readonly own: readonly ImportedFile[]
  readonly project: readonly ProjectFile[]
} {
  const own = [
    { path: samplePaths.schema, text: sampleSchema },
    { path: samplePaths.module, text: sampleModule },
    { path: 'configs/index.ts', text: indexText(input) },
  ]
  const project = [
    {
      path: 'package.json',
      text: packageText(input),
      instead: { words: `"appia": "${input.version}" belongs in its devDependencies` },
    },
    {
      path: 'tsconfig.json',
      text: settingsText(['configs', 'generated/ts']),
      instead: { path: 'configs/tsconfig.json', text: settingsText(['.', '../generated/ts']) },
    },
    {
      path: '.gitignore',
      text: 'node_modules/\n.appia/\nplans/*.plan.json\n',
      instead: { words: '.appia/ and plans/*.plan.json belong in it' },
    },
    { path: 'README.md', text: readmeText(input) },
  ]
  return { own, project }
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
function settingsText(include: readonly string[]): string {
  return `${JSON.stringify({ compilerOptions: configCompilerOptions, include }, null, 2)}\n`
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
