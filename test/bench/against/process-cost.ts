import { spawnSync } from 'node:child_process'

/** A program to run as a process of its own, with Node unless a path is given. */
export interface Run {
  readonly words: readonly string[]
  readonly directory: string
  readonly variables: NodeJS.ProcessEnv
}

/** What one run cost, in ms; `cpu` holds that of its own children too. */
export interface Cost {
  readonly wall: number
  readonly cpu: number
}

const reportMemory = `data:text/javascript,process.on('exit',()=>process.stderr.write('\\nmaxrss '+process.resourceUsage().maxRSS+'\\n'))`

/** Runs a program once, timed by bash: the one that tells of children to a millisecond wherever there is Linux. */
export function costOf(run: Run): Cost {
  const timed = [
    '-c',
    'TIMEFORMAT=$\'\\ncost %3R %3U %3S\'; time "$@"',
    'bash',
    process.execPath,
    ...run.words,
  ]
  const [, real, user, system] = reported(/^cost (\S+) (\S+) (\S+)$/m, 'bash', timed, run)
  return { wall: Number(real) * 1000, cpu: (Number(user) + Number(system)) * 1000 }
}

/** Highest resident set of the process itself, MiB. Asking for it costs time, so that nothing is timed in this run. */
export function memoryOf(run: Run): number {
  const words = ['--import', reportMemory, ...run.words]
  const [, kibibytes] = reported(/^maxrss (\d+)$/m, process.execPath, words, run)
  return Number(kibibytes) / 1024
}

function reported(pattern: RegExp, command: string, words: readonly string[], run: Run): RegExpExecArray {
  const { directory, variables } = run
  const { status, stderr, stdout } = spawnSync(command, words, {
    cwd: directory,
    env: variables,
    encoding: 'utf8',
  })
  const found = pattern.exec(stderr)
  if (status !== 0 || found === null)
    throw new Error(`${run.words.join(' ')} ended with ${status}: ${stdout}${stderr}`)
  return found
}
