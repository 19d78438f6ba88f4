import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadFormats, tomlRanges } from '../../src/formats/index.ts'
import { editIndex, emptyIndex, findEnvironments, readDocument } from '../../src/importing/index.ts'
import { configKey } from '../../src/model/index.ts'
import { lintSchema, parseSchemas } from '../../src/schema/index.ts'
import { expectGolden } from '../support/golden.ts'
import { imported } from './a-document.ts'

const golden = join(import.meta.dirname, 'golden')

beforeAll(() => Promise.all([loadFormats(['yaml', 'toml']), tomlRanges.load()]))

describe('what an import writes', () => {
  it.each(readdirSync(golden))('%s', async (name) => {
    const input = join(golden, name, 'input')
    const paths = readdirSync(input, { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.\w+$/.test(path))
      .sort()
    const { environments, placed } = findEnvironments(paths, [])
    const documents = placed.map(({ path, rest, environment }) => {
      const source = readDocument({ file: path, text: readFileSync(join(input, path), 'utf8') })
      if ('diagnostics' in source) throw new Error(JSON.stringify(source.diagnostics))
      return { environment, key: configKey(rest.replace(/\.\w+$/, '')), from: path, source }
    })
    const made = await imported(
      [...documents].sort(
        (a, b) => environments.indexOf(a.environment) - environments.indexOf(b.environment),
      ),
    )
    const index = await editIndex(emptyIndex('golden'), {
      ...made.additions,
      managedPrefixes: [],
      environments: made.additions.environments.map((each) => ({
        ...each,
        name: each.name || 'local',
        settings: {},
      })),
    })
    for (const { path, text } of [
      ...made.modules,
      ...made.schemas,
      { path: 'configs/index.ts', text: String(index) },
    ])
      expectGolden(join(golden, name, 'output', path), text)
    expectGolden(
      join(golden, name, 'output/report.json'),
      `${JSON.stringify({ secrets: made.secrets, shared: made.shared }, null, 2)}\n`,
    )
    const { schemas } = parseSchemas(made.schemas.map(({ path, text }) => ({ file: path, text })))
    for (const schema of schemas.values()) expect(await lintSchema(schema), schema.text).toEqual([])
  })
})
