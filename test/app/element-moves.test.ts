import { expect, it } from 'vitest'
import { compileWorkspace } from '../../src/app/workspace/compile-workspace.ts'
import { workspaceFolder } from '../load/workspace-folder.ts'

it('a rename of an element is held against the sources by what their schema says identifies it', async () => {
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    'x-effect': 'live',
    type: 'object',
    additionalProperties: false,
    required: ['routes'],
    properties: {
      routes: {
        type: 'array',
        'x-key': ['host', 'port'],
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['host', 'port'],
          properties: { host: { type: 'string' }, port: { type: 'integer', minimum: 1, maximum: 65535 } },
        },
      },
    },
  }
  const directory = workspaceFolder({
    'schemas/b.schema.json': JSON.stringify(schema),
    'configs/index.ts': `import * as appia from 'appia'
export default appia.workspace({ name: 'w',
  components: { b: appia.component('b', { routes: [{ host: 'a', port: 2 }] }) },
  environments: { l: { store: 'embedded' } },
  moved: [
    { from: 'b#/routes/a,1', to: 'b#/routes/a,2' },
    { from: 'b#/routes/a,1', to: 'b#/routes/a,3' },
  ],
})`,
  })
  const { diagnostics } = await compileWorkspace(directory)
  expect(diagnostics).toMatchObject([
    {
      code: 'handover-wrong',
      message: 'moved from b#/routes/a,1 to b#/routes/a,3: /config/b/json#/routes has no element "a,3"',
      help: 'did you mean a,2?',
      at: { file: 'configs/index.ts', line: 7 },
    },
  ])
})
