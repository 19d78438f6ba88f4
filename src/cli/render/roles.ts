import type { Grant, Role } from '../../app/roles/index.ts'
import { shellWord } from '../../model/index.ts'

/** Roles as commands of etcdctl, a paragraph each under what it is for. */
export function renderRoles(roles: readonly Role[]): string {
  return roles.map((role) => `# ${role.job}\n${commandsOf(role).join('\n')}\n`).join('\n')
}

function commandsOf({ name, grants }: Role): string[] {
  const role = shellWord(name)
  return [
    `etcdctl role add ${role}`,
    ...grants.map((grant) => `etcdctl role grant-permission ${role} ${grantText(grant)}`),
  ]
}

function grantText({ access, key, isPrefix }: Grant): string {
  return `${access} ${isPrefix ? '--prefix=true ' : ''}${shellWord(key)}`
}
