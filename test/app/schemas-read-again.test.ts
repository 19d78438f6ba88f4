import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readSchemas } from '../../src/app/workspace/read-schemas.ts'
import { copyWorkspace } from '../support/workspace.ts'

const schema = (more: object): string =>
  JSON.stringify({ $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'object', ...more })

it('schemas that are as they were, with all that they refer to, stay the objects that they were', async () => {
  const { directory, write } = copyWorkspace()
  mkdirSync(join(directory, 'schemas/parts'), { recursive: true })
  write('schemas/alone.schema.json', schema({ title: 'Alone' }))
  write('schemas/user.schema.json', schema({ properties: { log: { $ref: 'parts/log.schema.json' } } }))
  write('schemas/parts/log.schema.json', schema({ title: 'Log' }))
  const before = await readSchemas(directory)
  write('schemas/parts/log.schema.json', schema({ title: 'Log of a service' }))
  const after = await readSchemas(directory)
  expect(after.schemas.get('alone')).toBe(before.schemas.get('alone'))
  expect(after.schemas.get('user')).not.toBe(before.schemas.get('user'))
  expect(after.schemas.get('user')?.document).toMatchObject({ $defs: { log: { title: 'Log of a service' } } })
  expect(after.parts.get('parts/log')?.text).toContain('of a service')
  write('schemas/alone.schema.json', schema({ title: 'Alone' }).replace('{', '{ '))
  expect((await readSchemas(directory)).schemas.get('alone')?.text).toContain('{ ')
})
