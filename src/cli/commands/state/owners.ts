import { readOwners } from '../../../app/state/index.ts'
import { exitCodes } from '../../../model/index.ts'
import type { Command } from '../../command.ts'
import { renderOwners } from '../../render/owners.ts'

export const owners: Command = {
  name: 'owners',
  summary: 'which workspaces share this etcd, and which keys each owns',
  usage: '[--env NAME] [--all]',
  details: `Several workspaces may own keys below one prefix; a key has one owner. Names as many keys of each as fit, all
with --all.`,
  options: { all: { type: 'boolean', description: 'every key' } },
  positionals: [0, 0],
  async run(invocation) {
    const owned = await readOwners(invocation)
    const showAll = invocation.options.flag('all')
    const { prefix, workspace } = owned
    return {
      exitCode: exitCodes.done,
      text: renderOwners(owned, { paint: invocation.terminal.paint, showAll }),
      json: { prefix, workspace, owners: owned.owners },
    }
  },
}
