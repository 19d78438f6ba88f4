import type { Progress } from '../../app/index.ts'
import { countText } from '../render/text/count.ts'
import { escapeText } from '../render/text/plain-text.ts'
import type { Terminal } from './terminal.ts'

const silentMilliseconds = 1000
const redrawMilliseconds = 100

/**
 * Runs `task` and, once it has taken a second on a terminal, keeps one line of standard error up to date with `label`
 * and what the task reports: count, rate and time left. Quiet elsewhere. The line is removed at the end.
 */
export async function withProgress<T>(
  terminal: Terminal,
  label: string,
  task: (report: (progress: Progress) => void) => Promise<T>,
): Promise<T> {
  if (!terminal.isInteractive) return await task(() => {})
  const started = performance.now()
  let latest: Progress | undefined
  let drawn = false
  const timer = setInterval(() => {
    const elapsed = performance.now() - started
    if (elapsed < silentMilliseconds) return
    drawn = true
    terminal.redraw(progressLine(label, latest, elapsed))
  }, redrawMilliseconds)
  try {
    return await task((progress) => {
      latest = progress
    })
  } finally {
    clearInterval(timer)
    if (drawn) terminal.redraw('')
  }
}

/** `applying  4,000 of 10,000 keys  2,000/s  3 s left` */
function progressLine(label: string, progress: Progress | undefined, elapsedMilliseconds: number): string {
  const seconds = elapsedMilliseconds / 1000
  if (progress === undefined) return `${label}  ${seconds.toFixed(0)} s`
  if (progress.unit === 'members') return waitingLine(label, progress, seconds)
  const rate = progress.done / seconds
  const left = rate > 0 ? `  ${Math.ceil((progress.total - progress.done) / rate)} s left` : ''
  const count = `${countText(progress.done)} of ${countText(progress.total)} ${progress.unit}`
  return `${label}  ${count}  ${countText(Math.round(rate))}/s${left}`
}

/** `waiting  2 of 3 members  14 s  detector@gw-02: not seen`: others take their time, whatever was quick before. */
function waitingLine(label: string, { done, total, unit, missing = '' }: Progress, seconds: number): string {
  return `${label}  ${done} of ${countText(total)} ${unit}  ${seconds.toFixed(0)} s  ${escapeText(missing)}`.trimEnd()
}
