import { type Desired, hasErrors, isJsonObject } from '../../model/index.ts'
import type { Context } from '../context.ts'
import { chooseEnvironment } from '../environment/choose-environment.ts'
import { InvalidInput } from '../failure.ts'
import { compileWorkspace } from '../workspace/compile-workspace.ts'
import { findWorkspace } from '../workspace/find-workspace.ts'
import { folderOf, type Role, type RoleMember, rolesFor } from './rights.ts'

/** The roles that an environment's etcd needs, from the sources alone: no store is opened. */
export async function listRoles(
  context: Context,
): Promise<{ readonly environment: string; readonly roles: readonly Role[] }> {
  const directory = findWorkspace(context)
  const workspace = await compileWorkspace(directory)
  if (hasErrors(workspace.diagnostics)) throw new InvalidInput(workspace.diagnostics, directory)
  const environment = chooseEnvironment(workspace.environments, context)
  const { prefix, readable } = environment
  const compiled = workspace.compiled.get(environment.name)
  const { desired, diagnostics = [] } = compiled ?? {}
  if (hasErrors(diagnostics)) throw new InvalidInput(diagnostics, directory)
  const roles = rolesFor({
    name: `appia-${workspace.name}-${environment.name}`,
    workspace: workspace.name,
    prefix,
    managedPrefixes: workspace.managedPrefixes.map((managed) => prefix + managed),
    readable,
    hasCollections: (desired?.collections ?? []).length > 0,
    members: desired === undefined ? [] : membersOf(desired),
  })
  return { environment: environment.name, roles }
}

/** Members that the rotation policy names, nodes with a document of their own, and each component that has neither, on `default`. */
function membersOf({ entries, environment: { prefix } }: Desired): RoleMember[] {
  const own = entries.filter(({ component }) => component !== 'rotation')
  const components = [...new Set(own.filter((each) => each.schema === each.component).map(componentOf))]
  const declared = entries.flatMap(({ schema, value }) =>
    schema === 'rotation' && isJsonObject(value) && isJsonObject(value.members)
      ? Object.keys(value.members)
      : [],
  )
  const nodes = own.flatMap(({ component, node }) => (node === undefined ? [] : [`${component}@${node}`]))
  const known = new Set([...declared, ...nodes])
  const alone = components.filter((one) => ![...known].some((member) => member.startsWith(`${one}@`)))
  return [...known, ...alone.map((component) => `${component}@default`)].sort().map((member) => {
    const [component = '', node = 'default'] = member.split('@')
    const folders = own
      .filter((entry) => entry.component === component)
      .map(({ key, node: of }) => folderOf(prefix, of === undefined ? key : key.replace(`nodes/${of}/`, '')))
    return { component, node, prefixes: [...new Set(folders)].sort() }
  })
}

function componentOf({ component }: { readonly component: string }): string {
  return component
}
