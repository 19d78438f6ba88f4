import { runCommand } from '../actions/run-command.ts'

/** The service manager that started the agent, as far as there is one. */
export interface Supervisor {
  /** It runs: `Type=notify` counts it as started. */
  ready(): void
  /** A line for `systemctl status`. */
  status(text: string): void
  reloading(): void
  stopping(): void
  /** Resolves once all is told; the watchdog is not fed any more. */
  close(): Promise<void>
}

/** Seconds that the program which tells it may take. */
const longest = 5

/**
 * Tells systemd how the agent stands (sd_notify(3)) and feeds its watchdog, where `NOTIFY_SOCKET` and `WATCHDOG_USEC` say so.
 * Node has no datagram sockets of Unix, so `systemd-notify` is run: a few milliseconds each time, of another process, which
 * is why the unit needs `NotifyAccess=all`.
 */
export function openSupervisor(
  environment: { readonly [name: string]: string | undefined },
  program = 'systemd-notify',
): Supervisor {
  const isThere = environment.NOTIFY_SOCKET !== undefined
  let telling: Promise<unknown> = Promise.resolve()
  let newest = ''
  let told = ''
  const tell = (...words: readonly string[]) => {
    if (isThere) telling = telling.then(() => runCommand([program, ...words], { seconds: longest }))
  }
  const pause = watchdogPause(environment)
  const watchdog = pause === undefined ? undefined : setInterval(() => tell('WATCHDOG=1'), pause)
  watchdog?.unref()
  return {
    ready: () => tell('READY=1'),
    status(text) {
      newest = text
      // Of many only the newest is told.
      if (isThere)
        telling = telling.then(async () => {
          if (newest === told) return
          told = newest
          await runCommand([program, `STATUS=${told}`], { seconds: longest })
        })
    },
    reloading: () => tell('RELOADING=1'),
    stopping: () => tell('STOPPING=1'),
    async close() {
      clearInterval(watchdog)
      await telling
    },
  }
}

/** ms between signs of life: half of what systemd waits (sd_watchdog_enabled(3)); undefined where it waits for none. */
function watchdogPause({
  WATCHDOG_USEC: microseconds,
  WATCHDOG_PID: pid,
}: {
  readonly [name: string]: string | undefined
}): number | undefined {
  if (microseconds === undefined || !/^[1-9][0-9]*$/.test(microseconds)) return undefined
  if (pid !== undefined && pid !== String(process.pid)) return undefined
  return Number(microseconds) / 2000
}
