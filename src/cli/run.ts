import { Failure, InvalidInput, storeFailure, toolVersion, usageFailure } from '../app/index.ts'
import { type ExitCode, exitCodes, nearest, StoreError } from '../model/index.ts'
import type { Command, CommandTable, Invocation, Report } from './command.ts'
import { commandNames, loadAllCommands, loadCommand } from './commands.ts'
import { commandHelp, generalHelp } from './help.ts'
import { contextOf } from './options/context-of.ts'
import { parseArguments } from './options/parse-arguments.ts'
import { printableJson } from './render/text/plain-text.ts'
import { printReport } from './terminal/print-report.ts'
import { processTerminal, type Terminal } from './terminal/terminal.ts'

/** Runs `appia` with these words; gives the exit code. Everything thrown ends here. */
export async function runCommandLine(words: readonly string[]): Promise<ExitCode> {
  const terminal = processTerminal({ noColor: words.includes('--no-color'), variables: process.env })
  const isJson = words.includes('--json')
  try {
    return await dispatch(words, terminal)
  } catch (error) {
    return printFailure(error, terminal, isJson)
  }
}

async function dispatch(words: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const [name, ...rest] = words
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    const [topic] = rest
    const text = topic === undefined ? generalHelp(await loadAllCommands()) : commandHelp(await find(topic))
    terminal.write(text)
    return name === undefined ? exitCodes.usage : exitCodes.done
  }
  if (name === '--version' || name === 'version') {
    terminal.write(`appia ${toolVersion()}\n`)
    return exitCodes.done
  }
  return await runCommand(await find(name), rest, terminal)
}

async function runCommand(command: Command, words: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const { options, positionals } = parseArguments(command, words)
  if (options.flag('help')) {
    terminal.write(commandHelp(command))
    return exitCodes.done
  }
  if (command.writes) terminal.outliveReaders()
  const interruption = watchInterrupts(command, terminal)
  const world = {
    variables: process.env,
    directory: process.cwd(),
    now: () => new Date(),
    signal: interruption.signal,
  }
  try {
    const context = contextOf(options, { ...world, terminal })
    const report = await reportOf(command, { ...context, options, positionals, terminal, commands })
    printReport(report, { terminal, isJson: options.flag('json') })
    // calls that were given up on would keep the process alive until their deadlines
    if (interruption.signal.aborted) process.exit(report.exitCode)
    return report.exitCode
  } finally {
    interruption.stop()
  }
}

const commands: CommandTable = { named: loadCommand, all: loadAllCommands }

async function reportOf(command: Command, invocation: Invocation): Promise<Report> {
  try {
    return await command.run(invocation)
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error
    const { message, diagnostics, directory } = error
    return {
      exitCode: exitCodes.invalid,
      text: message,
      json: {},
      diagnostics,
      ...(directory !== undefined && { workspaceDirectory: directory }),
    }
  }
}

async function find(name: string): Promise<Command> {
  const command = await loadCommand(name)
  if (command !== undefined) return command
  if (name.startsWith('-'))
    throw usageFailure(`no command before ${name}`, 'the command comes first: appia plan --env NAME')
  const suggestion = nearest(name, commandNames)
  const hint = suggestion === undefined ? '' : `; did you mean "${suggestion}"?`
  throw usageFailure(`unknown command "${name}"${hint}`, 'list the commands: appia --help')
}

/**
 * A command that only reads ends at the first Ctrl-C. One that writes, or serves others, is asked to stop, finishes what it must and
 * says what is known; the second Ctrl-C ends it at once.
 */
function watchInterrupts(command: Command, terminal: Terminal): { signal: AbortSignal; stop: () => void } {
  const controller = new AbortController()
  const onSignal = () => {
    if ((!command.writes && !command.isDaemon) || controller.signal.aborted)
      process.exit(exitCodes.interrupted)
    controller.abort()
    if (command.isDaemon !== true)
      terminal.warn('\ninterrupted: finding out what is known; once more to stop at once\n')
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
  const stop = () => {
    process.off('SIGINT', onSignal)
    process.off('SIGTERM', onSignal)
  }
  return { signal: controller.signal, stop }
}

/** Damaged data of the tool, a child process that does not run and store errors are the world's doing, anything else unknown is ours. */
function failureOf(thrown: unknown): unknown {
  if (thrown instanceof StoreError)
    return storeFailure(thrown, { name: 'store', spell: (words) => `appia ${words}` })
  const isOutside =
    thrown instanceof Error &&
    ['ToolDataError', 'JournalError', 'ForbiddenKeyError', 'ChildProcessError', 'LinkError'].includes(
      thrown.name,
    )
  return isOutside ? new Failure(exitCodes.error, thrown.message, { cause: thrown }) : thrown
}

function printFailure(thrown: unknown, terminal: Terminal, isJson: boolean): ExitCode {
  const error = failureOf(thrown)
  if (!(error instanceof Failure)) {
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
    terminal.warn(`this is a bug in appia ${toolVersion()}, please report it:\n${stack}\n`)
    return exitCodes.error
  }
  if (isJson) {
    const json = { error: { message: error.message, help: error.help ?? null }, exitCode: error.exitCode }
    terminal.write(`${printableJson(json)}\n`)
    return error.exitCode
  }
  terminal.warn(`${terminal.paintWarning('red', 'error')}: ${error.message.replaceAll('\n', '\n  ')}\n`)
  if (error.help !== undefined) terminal.warn(`  ${error.help.replaceAll('\n', '\n  ')}\n`)
  return error.exitCode
}
