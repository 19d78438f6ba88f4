/** Exit codes, stable, listed by `--help`. */
export const exitCodes = {
  done: 0,
  error: 1,
  changes: 2,
  usage: 3,
  invalid: 4,
  conflict: 5,
  unreachable: 6,
  refused: 7,
  outOfDate: 8,
  unknown: 9,
  notRunning: 10,
  interrupted: 130,
} as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]
