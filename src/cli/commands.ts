import type { Command } from './command.ts'

/** Every command by name; a command's module, and what it needs, is imported when it runs. */
const loaders = {
  init: async () => (await import('./commands/sources/init.ts')).init,
  import: async () => (await import('./commands/sources/import.ts')).importCommand,
  check: async () => (await import('./commands/sources/check.ts')).check,
  generate: async () => (await import('./commands/sources/generate.ts')).generate,
  plan: async () => (await import('./commands/changes/plan.ts')).plan,
  show: async () => (await import('./commands/changes/show.ts')).show,
  sign: async () => (await import('./commands/changes/sign.ts')).sign,
  apply: async () => (await import('./commands/changes/apply.ts')).apply,
  confirm: async () => (await import('./commands/changes/confirm.ts')).confirm,
  drift: async () => (await import('./commands/state/drift.ts')).drift,
  adopt: async () => (await import('./commands/sources/adopt.ts')).adopt,
  diff: async () => (await import('./commands/state/diff.ts')).diff,
  rollback: async () => (await import('./commands/changes/rollback.ts')).rollback,
  explain: async () => (await import('./commands/state/explain.ts')).explain,
  history: async () => (await import('./commands/state/history.ts')).history,
  rotate: async () => (await import('./commands/keys/rotate.ts')).rotate,
  rotator: async () => (await import('./commands/keys/rotator.ts')).rotator,
  keygen: async () => (await import('./commands/keys/keygen.ts')).keygen,
  owners: async () => (await import('./commands/state/owners.ts')).owners,
  kernel: async () => (await import('./commands/hosts/kernel.ts')).kernel,
  firewall: async () => (await import('./commands/hosts/firewall.ts')).firewall,
  agent: async () => (await import('./commands/hosts/agent.ts')).agent,
  ci: async () => (await import('./commands/changes/ci.ts')).ci,
  roles: async () => (await import('./commands/hosts/roles.ts')).roles,
  dashboard: async () => (await import('./commands/state/dashboard.ts')).dashboard,
  status: async () => (await import('./commands/state/status.ts')).status,
  completion: async () => (await import('./commands/completion.ts')).completion,
  doctor: async () => (await import('./commands/state/doctor.ts')).doctor,
} as const satisfies { readonly [name: string]: () => Promise<Command> }

/** Names of all commands, in the order of help. */
export const commandNames: readonly string[] = Object.keys(loaders)

/** The command of that name, or undefined. */
export async function loadCommand(name: string): Promise<Command | undefined> {
  return Object.hasOwn(loaders, name) ? await loaders[name as keyof typeof loaders]() : undefined
}

/** All commands, for help. */
export async function loadAllCommands(): Promise<Command[]> {
  return await Promise.all(Object.values(loaders).map((load): Promise<Command> => load()))
}
