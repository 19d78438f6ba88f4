import { listRoles } from '../../../app/roles/index.ts'
import { exitCodes } from '../../../model/index.ts'
import type { Command } from '../../command.ts'
import { renderRoles } from '../../render/roles.ts'

export const roles: Command = {
  name: 'roles',
  summary: "etcdctl's commands for the least rights of each job, with this environment's prefixes",
  usage: '',
  details: `Prints them and runs none: look at them, then give them to a shell as root of etcd. Users are yours to add. A rotator or an
agent that also takes back what nobody confirms needs the role of apply too (docs/etcd.md). Opens no store.`,
  options: {},
  positionals: [0, 0],
  async run(invocation) {
    const { environment, roles } = await listRoles(invocation)
    const users = `
# users are yours to add, for example:
#   etcdctl user add ci && etcdctl user grant-role ci ${roles[1]?.name ?? 'ROLE'}
`
    return { exitCode: exitCodes.done, text: renderRoles(roles) + users, json: { environment, roles } }
  },
}
