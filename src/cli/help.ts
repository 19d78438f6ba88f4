import type { Command, OptionTable } from './command.ts'
import { commonOptions, usageLine } from './options/parse-arguments.ts'

const exitCodeLines = [
  '0    done, or nothing to do',
  '1    error',
  '2    plan or drift with --detailed-exitcode found changes',
  '3    usage',
  '4    validation, invariant, policy, size or kernel mismatch',
  '5    stale, conflicting, wrong cluster or owner, store went back',
  '6    store or forge unreachable, or authentication refused',
  '7    refused without a named permission',
  '8    a generated file is out of date',
  '9    outcome unknown, run appia apply --resume',
  '10   applied, but a declared member does not run it',
  '130  interrupted, after saying what is known',
]

/** The text of `appia --help`. */
export function generalHelp(commands: readonly Command[]): string {
  const rows = commands.map((command): [string, string] => [command.name, command.summary])
  return [
    'appia: configuration as code for etcd',
    '',
    'usage: appia COMMAND [options]',
    '',
    ...section('commands', table(rows)),
    ...section('options of every command', optionTable(commonOptions)),
    ...section('exit codes', exitCodeLines),
    'appia COMMAND --help explains one command.',
    '',
  ].join('\n')
}

/** The text of `appia COMMAND --help`. */
export function commandHelp(command: Command): string {
  return [
    `appia ${command.name}: ${command.summary}`,
    '',
    usageLine(command),
    '',
    ...(command.details === undefined ? [] : [command.details.trim(), '']),
    ...(Object.keys(command.options).length === 0 ? [] : section('options', optionTable(command.options))),
    ...section('options of every command', optionTable(commonOptions)),
    ...section('exit codes', exitCodeLines),
  ].join('\n')
}

function section(title: string, lines: readonly string[]): string[] {
  return [`${title}:`, ...lines.map((line) => `  ${line}`), '']
}

function optionTable(options: OptionTable): string[] {
  return table(
    Object.entries(options).map(([name, option]): [string, string] => {
      const short = option.short === undefined ? '' : `-${option.short}, `
      const named = option.value ?? 'TEXT'
      const value = option.type !== 'string' ? '' : option.implied === undefined ? ` ${named}` : `[=${named}]`
      return [`${short}--${name}${value}`, option.description]
    }),
  )
}

function table(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length))
  return rows.map(([left, right]) => `${left.padEnd(width)}  ${right}`)
}
