import { lstat, rm } from 'node:fs/promises'
import { AgentError } from './agent-error.ts'

/** Takes away the socket that a killed agent has left. Throws `AgentError` where something else stands there, and leaves it. */
export async function freeSocket(path: string): Promise<void> {
  const there = await lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw new AgentError(`cannot listen at ${path}: ${error.code}`)
  })
  if (there === undefined) return
  if (!there.isSocket())
    throw new AgentError(`${path} is no socket: move it away, the agent makes a socket there`)
  await rm(path, { force: true })
}
