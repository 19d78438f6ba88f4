import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkWorkspace } from '../../../src/app/check/index.ts'
import { planSources } from '../../../src/app/plan/index.ts'
import { copyWorkspace } from '../../support/workspace.ts'
import { contextIn } from '../a-context.ts'

const guide = readFileSync(join(import.meta.dirname, '../../../docs/secrets.md'), 'utf8')
const [example = ''] = [...guide.matchAll(/```ts\n(.*?)```/gs)].map(([, code]) => code)

function workspaceWith(index: string, mark: unknown = 'plain') {
  const workspace = copyWorkspace(join(import.meta.dirname, 'nothing'))
  for (const folder of ['configs', 'schemas']) mkdirSync(join(workspace.directory, folder))
  const secret = { type: ['string', 'null'], 'x-secret': mark }
  const object = (properties: object) => ({ type: 'object', additionalProperties: false, properties })
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    'x-effect': 'restart',
    ...object({
      db: object({ host: { type: 'string' }, password: secret }),
      tokens: object({ mail: secret, pay: secret, ship: secret }),
    }),
  }
  workspace.write('schemas/shop.schema.json', JSON.stringify(schema))
  const here = index.replace("endpoints: ['127.0.0.1:2379']", "store: 'embedded'")
  workspace.write('configs/index.ts', here.replace("name: 'shop',", "name: 'shop', languages: [],"))
  return workspace.directory
}

async function codesOf(index: string, mark?: unknown): Promise<string[]> {
  const { diagnostics } = await checkWorkspace({ isVerified: false }, contextIn(workspaceWith(index, mark)))
  return diagnostics.map(({ code, message }) => `${code} ${/secret\("[\w-]+"\)|"\w+"/.exec(message)?.[0]}`)
}

describe('what docs/secrets.md shows', () => {
  it('passes check, without any of its sources', async () => {
    expect(await codesOf(example)).toEqual([])
  })

  it('is told by plan: what is to be read at apply, and what is not live yet', async () => {
    const { plan, diagnostics } = await planSources({}, contextIn(workspaceWith(example)))
    expect(diagnostics.map(({ code, pointer }) => [code, pointer])).toEqual([
      ['secret-not-live', '/tokens/ship'],
    ])
    expect(plan?.changes[0]?.after?.secrets?.map(({ name, source }) => [name, source.from])).toEqual([
      ['db-pw', 'env'],
      ['mail', 'file'],
      ['pay', 'command'],
      ['ship', 'live'],
    ])
  })
})

describe('check', () => {
  it('wants a source for each secret that an apply writes', async () => {
    expect(await codesOf(example.replace("        '*': kept(),\n", ''))).toEqual([
      'secret-without-source secret("ship")',
    ])
    expect(await codesOf(example.replace("        '*': kept(),\n", ''), true)).not.toContain(
      'secret-without-source secret("ship")',
    )
  })

  it('tells a source that nothing asks for, and one for what no apply writes', async () => {
    expect(await codesOf(example.replace('mail: fromFile(', 'mial: fromFile('))).toEqual([
      'secret-unused "mial"',
    ])
    expect(await codesOf(example, true)).toEqual([
      'secret-not-written secret("db-pw")',
      'secret-not-written secret("mail")',
      'secret-not-written secret("pay")',
    ])
  })

  it('refuses a source that none of the functions made', async () => {
    for (const source of [
      "'hunter2'",
      "fromEnv('')",
      'fromCommand([])',
      "{ kind: 'secret-source', from: 'x' }",
    ]) {
      const codes = await codesOf(example.replace("fromEnv('DB_PW')", source))
      expect(codes.join()).toMatch(/not-a-workspace|type-error/)
      expect(codes.join()).not.toContain('hunter2')
    }
  })
})
