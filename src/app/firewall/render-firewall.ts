import { compileRules, type IpsetFiles, parseRules, printIpset, printRuleset } from '../../firewall/index.ts'
import type { Context } from '../context.ts'
import { chooseEnvironment } from '../environment/choose-environment.ts'
import { InvalidInput } from '../failure.ts'
import { checkFirewall } from '../workspace/check-firewall.ts'
import { compileWorkspace } from '../workspace/compile-workspace.ts'
import { findWorkspace } from '../workspace/find-workspace.ts'
import { chooseRules, type RulesChoice } from './choose-rules.ts'

/** Firewall rules as the sources have them. */
export interface RenderedFirewall extends IpsetFiles {
  readonly key: string
  /** What `nft -f` takes. */
  readonly nft: string
}

/** The workspace's firewall rules as files for nft, and for ipset and iptables. Throws `InvalidInput`. */
export async function renderFirewall(choice: RulesChoice, context: Context): Promise<RenderedFirewall> {
  const directory = findWorkspace(context)
  const workspace = await compileWorkspace(directory)
  const environment = workspace.compiled.get(chooseEnvironment(workspace.environments, context).name)
  if (environment?.desired === undefined) {
    const diagnostics = [...workspace.diagnostics, ...(environment?.diagnostics ?? [])]
    throw new InvalidInput(diagnostics, directory)
  }
  const { key, value } = chooseRules(environment, choice)
  const { document } = await parseRules(value)
  if (document === undefined) throw new InvalidInput(await checkFirewall(environment), directory)
  return { key, nft: printRuleset(compileRules(document)), ...printIpset(document) }
}
