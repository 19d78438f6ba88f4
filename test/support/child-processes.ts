import { readdirSync, readFileSync } from 'node:fs'

/** The processes that a process has started and that have not ended, whose command line has `word` in it. */
export function childProcesses(parent: number | undefined, word: string): number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return pids
    .filter((pid) => isRunningChild(pid, parent) && textOf(`/proc/${pid}/cmdline`).includes(word))
    .map(Number)
}

/** True while there is such a process and it has not ended. */
export function isRunning(pid: number): boolean {
  return statusOf(String(pid)) !== undefined
}

function isRunningChild(pid: string, parent: number | undefined): boolean {
  return statusOf(pid)?.parent === parent
}

function statusOf(pid: string): { readonly parent: number } | undefined {
  const stat = textOf(`/proc/${pid}/stat`)
  // The second field, a name in parentheses, may hold anything.
  const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return stat === '' || state === 'Z' ? undefined : { parent: Number(parent) }
}

/** Of a process that ends meanwhile, nothing. */
function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
