import { describe, expect, it } from 'vitest'
import { compileEnvironment } from '../../src/compile/index.ts'
import type { Environment } from '../../src/model/index.ts'
import { parseSchemas } from '../../src/schema/index.ts'
import { documentOf, workspaceOf } from './a-workspace.ts'

const secretive = { type: ['string', 'null'], 'x-secret': 'sealed' }
const { schemas } = parseSchemas([
  { file: 'schemas/rotation.schema.json', text: '{"type":"object"}' },
  {
    file: 'schemas/shop.schema.json',
    text: JSON.stringify({
      type: 'object',
      properties: { password: secretive, pin: { type: 'integer', 'x-secret': 'sealed' } },
    }),
  },
])
const value = { password: { $secret: 'pw' } }
const [common, ofNode] = [
  documentOf('shop', value),
  documentOf('shop', value, { key: '/config/shop/nodes/gw-02/json', node: 'gw-02' }),
]

async function compiled(
  { members, recipients }: { readonly members?: object; readonly recipients?: Environment['recipients'] },
  documents = [common],
) {
  const policy = documentOf('rotation', { members } as never, {
    key: '/config/rotation/json',
    schema: 'rotation',
  })
  const workspace = workspaceOf([...documents, ...(members === undefined ? [] : [policy])])
  const environments = workspace.environments.map((each): Environment => {
    const secrets = { byName: {}, others: { from: 'env', variable: 'PW' } } as const
    return each.name === 'local' ? { ...each, secrets, ...(recipients && { recipients }) } : each
  })
  const { desired, diagnostics } = await compileEnvironment({
    loaded: { ...workspace, environments },
    schemas,
    environment: 'local',
  })
  return {
    for: desired?.entries.flatMap(({ secrets = [] }) => secrets.map((each) => each.recipients)),
    problems: diagnostics.map(({ code, message }) => `${code} ${message}`),
  }
}

describe('a secret is sealed for', () => {
  it('the members of its component in the rotation policy, and those that the environment names', async () => {
    const members = { 'shop@gw-01': 'age1a', 'rag@gw-01': 'age1r' }
    expect((await compiled({ members })).problems).toEqual([])
    expect((await compiled({ recipients: { 'shop@gw-01': 'age1a', 'shopping@x': 'age1x' } })).for).toEqual([
      { 'shop@gw-01': 'age1a' },
    ])
    expect(
      (await compiled({ members, recipients: { 'shop@gw-01': 'age1b', 'shop@spare': 'age1s' } })).for,
    ).toEqual([{ 'shop@gw-01': 'age1b', 'shop@spare': 'age1s' }])
  })

  it('the member of one node alone in the document of that node, whatever kind the others have', async () => {
    const recipients = { 'shop@gw-01': 'age1pq1a', 'shop@gw-02': 'age1b' }
    expect((await compiled({ recipients }, [ofNode])).for).toEqual([{ 'shop@gw-02': 'age1b' }])
    expect((await compiled({ recipients }, [common, ofNode])).problems).toEqual([
      expect.stringMatching(/^recipient-invalid .*for shop@gw-01 and shop@gw-02 together/),
    ])
  })

  it('nobody where nobody, or not everybody, can open it', async () => {
    expect((await compiled({})).problems).toEqual([
      expect.stringMatching(/^secret-without-recipient .*names no recipient of a member of shop$/),
    ])
    expect((await compiled({ recipients: { 'shop@gw-01': 'age1a' } }, [ofNode])).problems).toEqual([
      expect.stringMatching(/^secret-without-recipient .*names no recipient of shop@gw-02$/),
    ])
    const members = { 'shop@gw-01': 'age1a', 'shop@gw-02': 'plaintext' }
    expect((await compiled({ members })).problems).toEqual([
      expect.stringMatching(
        /^secret-without-recipient .*shop@gw-02 has no recipient: it is given bare seeds$/,
      ),
    ])
    expect((await compiled({ members, recipients: { 'shop@gw-02': 'age1b' } })).problems).toEqual([])
  })

  it('no document whose format has no place for several lines', async () => {
    const recipients = { 'shop@gw-01': 'age1a' }
    const inFormat = (format: 'env' | 'yaml' | 'toml') =>
      compiled({ recipients }, [documentOf('shop', value, { format })])
    for (const format of ['yaml', 'toml'] as const) expect((await inFormat(format)).problems).toEqual([])
    expect((await inFormat('env')).problems).toEqual([
      expect.stringMatching(/^not-writable .*more than one line, which an env file cannot have/),
    ])
  })

  it('no field that holds no text', async () => {
    const document = documentOf('shop', { pin: { $secret: 'pin' } })
    expect((await compiled({ recipients: { 'shop@gw-01': 'age1a' } }, [document])).problems).toEqual([
      expect.stringMatching(/^secret-not-written .*is a text, and the schema asks for number$/),
    ])
  })
})
