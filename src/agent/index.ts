// What runs beside a native component: makes its files follow the documents in etcd, whole and valid, and tells the component.
// Settings and commands come from the host alone.
export { AgentError } from './agent-error.ts'
export type { AgentEvent } from './agent-event.ts'
export { runAgent } from './run-agent.ts'
export { runReloading } from './run-reloading.ts'
export { readSettings } from './settings/read-settings.ts'
export type { AgentSettings } from './settings/settings.ts'
export { openSupervisor, type Supervisor } from './systemd/index.ts'
