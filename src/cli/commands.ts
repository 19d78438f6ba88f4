import type { Command } from './command.ts'

/** Every command by name; a command's module, and what it needs, is imported when it runs. */
const loaders = {
  init: async () => (await import('./commands/init.ts')).init,
  import: async () => (await import('./commands/import.ts')).importCommand,
  check: async () => (await import('./commands/check.ts')).check,
  generate: async () => (await import('./commands/generate.ts')).generate,
  plan: async () => (await import('./commands/plan.ts')).plan,
  show: async () => (await import('./commands/show.ts')).show,
  sign: async () => (await import('./commands/sign.ts')).sign,
  apply: async () => (await import('./commands/apply.ts')).apply,
  confirm: async () => (await import('./commands/confirm.ts')).confirm,
  drift: async () => (await import('./commands/drift.ts')).drift,
  adopt: async () => (await import('./commands/adopt.ts')).adopt,
  diff: async () => (await import('./commands/diff.ts')).diff,
  rollback: async () => (await import('./commands/rollback.ts')).rollback,
  explain: async () => (await import('./commands/explain.ts')).explain,
  history: async () => (await import('./commands/history.ts')).history,
  rotate: async () => (await import('./commands/rotate.ts')).rotate,
  rotator: async () => (await import('./commands/rotator.ts')).rotator,
  keygen: async () => (await import('./commands/keygen.ts')).keygen,
  owners: async () => (await import('./commands/owners.ts')).owners,
  kernel: async () => (await import('./commands/kernel.ts')).kernel,
  firewall: async () => (await import('./commands/firewall.ts')).firewall,
  agent: async () => (await import('./commands/agent.ts')).agent,
  ci: async () => (await import('./commands/ci.ts')).ci,
  roles: async () => (await import('./commands/roles.ts')).roles,
  dashboard: async () => (await import('./commands/dashboard.ts')).dashboard,
  status: async () => (await import('./commands/status.ts')).status,
  completion: async () => (await import('./commands/completion.ts')).completion,
  doctor: async () => (await import('./commands/doctor.ts')).doctor,
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
