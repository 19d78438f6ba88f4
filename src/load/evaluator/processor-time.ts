import { readFileSync } from 'node:fs'

/** Units of /proc in a second, on every architecture of Linux. */
const ticksPerSecond = 100

/**
 * Milliseconds that a process's main thread has run: what it was left waiting, on a busy machine or one that slept,
 * does not count. Where the system does not tell, the time that has passed since `started` stands for it.
 */
export function processorTime(pid: number, started: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/task/${pid}/stat`, 'utf8')
    // The second field, a name in parentheses, may hold anything; utime and stime are the 14th and 15th.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return ((Number(fields[11]) + Number(fields[12])) * 1000) / ticksPerSecond
  } catch {
    return performance.now() - started
  }
}
