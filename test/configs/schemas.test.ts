import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isJsonObject, type JsonObject, type JsonValue } from '../../src/model/index.ts'
import { lintSchema, validateValue } from '../../src/schema/index.ts'
import { describeGroup, sharedFolder, sharedMissing } from '../support/groups.ts'
import { completed, components, deployed, findingsOf, schemaOf, schemas } from './real-workspace.ts'

describe.each(components)('the schema of the %s', (component) => {
  it('accepts the document of the workspace', async () => {
    expect(await findingsOf(component, {})).toEqual([])
  })

  it('is closed: no object takes a name that it does not know', async () => {
    for (const pointer of objectsOf(completed(component))) {
      const findings = await findingsOf(component, { [`${pointer}/misspelt`]: 1 })
      expect(findings, pointer).toEqual([`unknown-key ${pointer}/misspelt`])
    }
  })
})

it.each([...schemas.values()])('the schema $name keeps to the house profile', async (schema) => {
  expect(await lintSchema(schema)).toEqual([])
})

describeGroup('shared', sharedMissing(), 'the schemas against the deployed configuration', () => {
  it.each(components)('every deployed field of the %s is known and allowed', async (component) => {
    const findings = await validateValue(schemaOf(component), deployed(component))
    const places = findings.map(({ code, pointer }) => `${code} ${pointer}`)
    expect(places).toEqual(component === 'detector' ? ['not-allowed /logging/level'] : [])
  })

  it('the keys that the loader of the detector demands are 201', () => {
    expect(demandedKeys()).toHaveLength(201)
  })

  it.each(demandedKeys())('the detector cannot do without %s, a %s', async (key, type) => {
    const path = key.replace('profiles.*', 'profiles.lab').replaceAll('.', '/')
    const holder = path.includes('/') ? `/${path.slice(0, path.lastIndexOf('/'))}` : ''
    expect(await findingsOf('detector', { [`/${path}`]: undefined })).toEqual([`missing-key ${holder}`])
    expect(await findingsOf('detector', { [`/${path}`]: wrongFor(type) })).toEqual([`wrong-type /${path}`])
  })
})

function objectsOf(value: JsonValue, pointer = ''): string[] {
  if (!isJsonObject(value)) return []
  const below = Object.entries(value).flatMap(([name, member]) => objectsOf(member, `${pointer}/${name}`))
  return [pointer, ...below]
}

function demandedKeys(): [key: string, type: string][] {
  if (sharedMissing() !== undefined) return []
  const text = readFileSync(join(sharedFolder, 'domain/detector-required.json'), 'utf8')
  return (JSON.parse(text) as { req: [key: string, type: string][] }).req
}

/** A value that the C++ type does not take. */
function wrongFor(type: string): JsonValue {
  const wrong: { readonly [type: string]: JsonValue } = { int: 1.5, bool: 1, float: '1', double: '1' }
  return wrong[type] ?? ({} satisfies JsonObject)
}
