import { component, workspace } from 'appia'
const modes = ['push', 'pull'] as const
const socket = { port: 5571 as number, mode: modes[0] } satisfies { port: number; mode: string }
const typed = <const T extends object>(value: T): T => value
const value = { modes, socket, port: socket.port!, wrapped: typed({ level: 'info' } as const), angle: <number>8080 }
export default workspace({ name: 'golden', components: { c: component('c', value) }, environments: { local: { store: 'embedded' } } })
