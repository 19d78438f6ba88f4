import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'

/** Tells one process from all others, also from a later one with the same pid. */
export interface ProcessIdentity {
  readonly pid: number
  readonly host: string
  /** Kernel start, pid namespace and start time of the process; '' where the system does not tell. */
  readonly boot: string
  readonly namespace: string
  readonly started: string
}

/** Who we are. */
export function thisProcess(): ProcessIdentity {
  return {
    pid: process.pid,
    host: hostname(),
    boot: textOf('/proc/sys/kernel/random/boot_id'),
    namespace: namespaceOfThisProcess(),
    started: startOf(process.pid),
  }
}

/** True only when that process certainly runs no more; one on another host, or in another container, cannot be judged. */
export function isCertainlyDead(other: ProcessIdentity, self: ProcessIdentity): boolean {
  if (other.host !== self.host) return false
  if (other.boot !== self.boot) return true
  if (other.namespace !== self.namespace) return false
  return !isAlive(other.pid) || startOf(other.pid) !== other.started
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it runs, under another user.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}

/** Field 22 of /proc/PID/stat, counted after the name in parentheses, which may hold anything. */
function startOf(pid: number): string {
  const stat = textOf(`/proc/${pid}/stat`)
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
}

function namespaceOfThisProcess(): string {
  try {
    return readlinkSync('/proc/self/ns/pid')
  } catch {
    return ''
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    return ''
  }
}
