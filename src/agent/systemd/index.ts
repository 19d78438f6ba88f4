// What the agent says to the service manager that runs it.
export { openSupervisor, type Supervisor } from './supervisor.ts'
