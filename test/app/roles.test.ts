import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Grant, listRoles, type Role, rolesFor } from '../../src/app/roles/index.ts'
import { renderRoles } from '../../src/cli/render/roles.ts'
import { copyWorkspace } from '../support/workspace.ts'
import { contextIn } from './a-context.ts'

const guide = join(import.meta.dirname, '../../docs/etcd.md')
const member = { component: 'sniffer', node: 'gw-01', prefixes: ['/config/sniffer/'] }
const shop = {
  ...{ name: 'appia', workspace: 'shop', prefix: '', managedPrefixes: ['/config/'], readable: [] },
  ...{ hasCollections: true, members: [member] },
}

const textOf = ({ access, key, isPrefix }: Grant) => `${access} ${key}${isPrefix ? '*' : ''}`
const grantsOf = (roles: readonly Role[], end: string) =>
  roles.find(({ name }) => name.endsWith(end))?.grants.map(textOf)

describe('roles', () => {
  it('are those that docs/etcd.md lists', () => {
    const page = readFileSync(guide, 'utf8')
    const block = /(## Rights\n.*?```sh\n).*?(```)/s
    const made = page.replace(block, (_, before, after) => `${before}${renderRoles(rolesFor(shop))}${after}`)
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(guide, made)
    expect(readFileSync(guide, 'utf8'), 'UPDATE_GOLDEN=1 writes the table into the guide').toBe(made)
  })

  it('lie below the prefix, and write nothing but their own', () => {
    const site = {
      ...{ ...shop, prefix: '/site-a', managedPrefixes: ['/site-a/config/'], hasCollections: false },
      ...{ readable: ['/shared/zones/', '/shared/owner'] },
    }
    const roles = rolesFor({ ...site, members: [{ ...member, prefixes: ['/site-a/config/sniffer/'] }] })
    expect(grantsOf(roles, '-plan')).toEqual([
      'read /site-a/config/*',
      'read /shared/zones/*',
      'read /shared/owner',
      'read /site-a/appia/*',
    ])
    expect(grantsOf(roles, '-apply')).toEqual([
      'readwrite /site-a/config/*',
      'read /shared/zones/*',
      'read /shared/owner',
      'read /site-a/appia/*',
      'readwrite /site-a/appia/shop/*',
      'readwrite /site-a/appia/owners',
      'read /site-a/status/components/*',
    ])
    expect(grantsOf(roles, '-sniffer-gw-01')).toEqual([
      'read /site-a/config/sniffer/*',
      'read /site-a/keys/encryption/*',
      'readwrite /site-a/status/components/sniffer/gw-01',
      'readwrite /site-a/status/components/sniffer/gw-01/*',
    ])
    const written = roles.flatMap(({ grants }) => grants).filter(({ access }) => access === 'readwrite')
    expect(written.filter(({ key }) => !key.startsWith('/site-a/'))).toEqual([])
  })

  it('follow from the sources alone: members of the policy, else each component', async () => {
    const workspace = copyWorkspace()
    const recipient = 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p'
    workspace.edit('configs/rotation.ts', 'members: {}', `members: { 'sniffer@gw-01': '${recipient}' }`)
    const { roles } = await listRoles({ ...contextIn(workspace.directory), environment: 'lab' })
    expect(roles.map(({ name }) => name)).toEqual([
      'appia-pipeline-lab-plan',
      'appia-pipeline-lab-apply',
      'appia-pipeline-lab-status',
      'appia-pipeline-lab-rotator',
      'appia-pipeline-lab-detector-default',
      'appia-pipeline-lab-firewall-default',
      'appia-pipeline-lab-rag-default',
      'appia-pipeline-lab-sniffer-gw-01',
    ])
  })
})
