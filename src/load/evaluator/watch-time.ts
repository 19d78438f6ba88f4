import type { ChildProcess } from 'node:child_process'
import { processorTime } from './processor-time.ts'

const millisecondsBetweenLooks = 50
/** What a child may need to say where it was when it was stopped. */
const graceMilliseconds = 2_000

/** A child whose time is limited. */
export interface WatchedTime {
  /** True once the child was told to stop. */
  readonly isOver: () => boolean
  readonly end: () => void
}

/** Interrupts a child's script once it has had `limit` milliseconds of processor time; ends it if that does not help. */
export function watchTime(child: ChildProcess, limit: number): WatchedTime {
  const started = performance.now()
  const usedSoFar = (): number => processorTime(child.pid ?? 0, started)
  const before = usedSoFar()
  let overAt: number | undefined
  const timer = setInterval(() => {
    const used = usedSoFar() - before
    if (overAt === undefined && used >= limit) {
      overAt = used
      child.kill('SIGINT')
    } else if (overAt !== undefined && used >= overAt + graceMilliseconds) child.kill('SIGKILL')
  }, millisecondsBetweenLooks)
  return { isOver: () => overAt !== undefined, end: () => clearInterval(timer) }
}
