import { cpSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readSettings } from '../../src/agent/index.ts'
import { checkWorkspace } from '../../src/app/check/index.ts'
import { renderFirewall } from '../../src/app/firewall/index.ts'
import { firewall } from '../../src/cli/commands/hosts/firewall.ts'
import { parseArguments } from '../../src/cli/options/parse-arguments.ts'
import { copyWorkspace } from '../support/workspace.ts'
import { contextIn } from './a-context.ts'

const root = join(import.meta.dirname, '../..')
const guide = readFileSync(join(root, 'docs/firewall.md'), 'utf8')
const [shown = ''] = textsIn('ts')

describe('docs/firewall.md', () => {
  it('shows rules that are checked without a complaint, and rendered in each form', async () => {
    const workspace = copyWorkspace(join(root, 'nothing'))
    for (const folder of ['configs', 'schemas']) mkdirSync(join(workspace.directory, folder))
    cpSync(
      join(root, 'schemas/firewall-rules.schema.json'),
      join(workspace.directory, 'schemas/firewall-rules.schema.json'),
    )
    workspace.write('configs/firewall-rules.ts', shown)
    workspace.write('configs/interfaces.ts', interfaces)
    workspace.write('configs/index.ts', index)
    const context = contextIn(workspace.directory)
    const { diagnostics } = await checkWorkspace({ isVerified: false }, context)
    expect(diagnostics).toEqual([])
    const { nft, ipset, iptables, ip6tables } = await renderFirewall({}, context)
    for (const text of [nft, ipset, iptables]) expect(text).toContain('blocked')
    expect(ip6tables).toContain('--match-set partners src')
    expect(nft).toContain('iifname "lo" counter accept comment "loopback"')
  })

  const commands = textsIn('sh')
    .flatMap((text) => text.trim().split('\n'))
    .map((line) => line.replace(/ *#.*/, ''))
    .filter((line) => line.startsWith('appia firewall '))
  it.each(commands)('%s is a command line that is taken', (line) => {
    const { positionals } = parseArguments(firewall, line.split(' ').slice(2))
    expect(firewall.completes).toContain(positionals[0])
  })

  it('shows settings that an agent takes', async () => {
    const { directory, write } = copyWorkspace(join(root, 'nothing'))
    write('agent.json', `{ "stateFolder": "/var/lib/appia-agent", ${textsIn('json')[0]} }`)
    const { firewall: tables } = await readSettings(join(directory, 'agent.json'))
    expect(tables).toEqual({
      site: { key: '/config/firewall/rules/json', confirmWithin: 60, lookEvery: 30, edited: 'restore' },
    })
  })
})

const interfaces = "export const captured = { eth1: { role: 'wan' }, eth3: { role: 'lan' } } as const"

const index = `import { workspace } from 'appia'
import { rules } from './firewall-rules.ts'

export default workspace({
  name: 'guide',
  components: {},
  entries: [rules],
  environments: { local: { store: 'embedded' } },
})`

function textsIn(language: string): string[] {
  const fence = new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, 'gms')
  return [...guide.matchAll(fence)].map(([, text = '']) => text)
}
