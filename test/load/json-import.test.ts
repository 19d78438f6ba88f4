import { expect, it } from 'vitest'
import { loadWorkspace, typeCheck, typeInputs } from '../../src/load/index.ts'
import { expectFailed, expectLoaded, moduleWith, workspaceFolder } from './workspace-folder.ts'

const data = '{ "port": 1, "host": { "name": "a" }, "x-y": [3] }'

/** Each is accepted by the type checker, and its `value` is this. */
const programs: readonly (readonly [source: string, value: unknown])[] = [
  ["import value from './d.json'", JSON.parse(data)],
  ["import value from './d.json' with { type: 'json' }", JSON.parse(data)],
  ["import * as value from './d.json'", JSON.parse(data)],
  [
    "import * as d from './d.json'\nconst value = [d.port, d.host.name, d['x-y'], { ...d }.port]",
    [1, 'a', [3], 1],
  ],
  ["import { port, host } from './d.json'\nconst value = { port, name: host.name }", { port: 1, name: 'a' }],
  ["import { port as value } from './again'", 1],
  ["import { all } from './again'\nconst value = all.host", { name: 'a' }],
  ["import d from './d.json'\nconst value = structuredClone(d)", JSON.parse(data)],
  ['const value = structuredClone([{ a: 1 }, new Date(0).getTime()])', [{ a: 1 }, 0]],
]

it('what may be imported of a JSON file, and copied, is the same to the type checker and in evaluation', async () => {
  const names = programs.map((_, index) => `p${index}`)
  const directory = workspaceFolder({
    'configs/index.ts': moduleWith(
      `${names.map((name) => `import { value as ${name} } from './${name}'`).join('\n')}
const value = [${names.join(', ')}]`,
    ),
    'configs/d.json': data,
    'configs/again.ts': "export { port, default as all } from './d.json'",
    ...Object.fromEntries(
      programs.map(([source], index) => [`configs/p${index}.ts`, `${source}\nexport { value }`]),
    ),
  })
  expect(await typeCheck(await typeInputs(directory, ''))).toEqual([])
  expect(expectLoaded(await loadWorkspace({ directory, schemas: [] })).documents[0]?.value).toEqual(
    programs.map(([, value]) => value),
  )
})

it('a value of a JSON file is exact, however it is imported', async () => {
  const directory = workspaceFolder({
    'configs/index.ts': moduleWith(
      "import { port } from './d.json'\nimport * as d from './d.json'\nconst value = [port, d.port, d['host'].name]",
    ),
    'configs/d.json': data,
  })
  const { documents } = expectLoaded(await loadWorkspace({ directory, schemas: [] }))
  expect(['/0', '/1', '/2'].map((leaf) => documents[0]?.provenance.get(leaf))).toMatchObject([
    { kind: 'exact', at: { file: 'configs/d.json', line: 1, column: 11 } },
    { kind: 'exact', at: { file: 'configs/d.json', line: 1, column: 11 } },
    { kind: 'exact', at: { file: 'configs/d.json', line: 1, column: 32 } },
  ])
})

it('a JSON file with a member twice is refused at the second', async () => {
  const directory = workspaceFolder({
    'configs/index.ts': moduleWith("import value from './d.json'"),
    'configs/d.json': '{ "a": 1,\n  "b": { "port": 1, "port": 2 } }',
  })
  expect(expectFailed(await loadWorkspace({ directory, schemas: [] }))).toMatchObject([
    {
      code: 'duplicate-key',
      at: { file: 'configs/d.json', line: 2, column: 21 },
      notes: [{ at: { line: 2, column: 10 } }],
    },
  ])
})
