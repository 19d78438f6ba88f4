import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Command } from '../../src/cli/command.ts'
import { commandNames, loadAllCommands } from '../../src/cli/commands.ts'
import { commandHelp, generalHelp } from '../../src/cli/help.ts'
import { commonOptions } from '../../src/cli/options/parse-arguments.ts'
import { exitCodes } from '../../src/model/index.ts'

const root = join(import.meta.dirname, '../..')
const commands = await loadAllCommands()

describe.each(commands.map((command) => [command.name, command] as const))('the help of %s', (_, command) => {
  it('names no option and no command that is not there', () => {
    expect(strangers(commandHelp(command), command)).toEqual([])
  })
})

describe('the help of appia', () => {
  it('names no option and no command that is not there', () => {
    expect(strangers(generalHelp(commands))).toEqual([])
  })

  it('lists the exit codes that there are, and no other', () => {
    const [, section = ''] = /exit codes:\n((?: {2}.*\n)+)/.exec(generalHelp(commands)) ?? []
    const listed = [...section.matchAll(/^ {2}(\d+)/gm)].map(([, code]) => Number(code))
    expect(listed).toEqual(Object.values(exitCodes).sort((a, b) => a - b))
  })
})

describe('the documents', () => {
  const files = [
    'README.md',
    'src/README.md',
    ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(md|service|conf)$/.test(file))
      .map((file) => `docs/${file}`),
  ]

  it.each(files)('%s types no command line that appia does not take', (file) => {
    const text = readFileSync(join(root, file), 'utf8')
    const lines = text.match(/^.*\bappia [a-z]+.*$/gm) ?? []
    expect(lines.flatMap((line) => commandLines(line).flatMap(misfits))).toEqual([])
  })
})

describe('advice in messages', () => {
  it('spells commands that are there, with their options', () => {
    const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(join(root, 'src', file), 'utf8'))
    const spelt = sources.flatMap((text) => [
      ...[...text.matchAll(/\bspell\(\s*['`]([^'`]+)/g)].map(([, words]) => `appia ${words}`),
      ...(text.match(/\bappia [a-z]+(?= -|`| [A-Z]{2,})[^`'\n]*/g) ?? []),
    ])
    expect(spelt.length).toBeGreaterThan(10)
    expect(spelt.flatMap(misfits)).toEqual([])
  })
})

/** Options and commands that a help text mentions and that are nowhere; `own` may mention its own options only as its own. */
function strangers(text: string, own?: Command): string[] {
  const known = new Set(
    commands.flatMap((command) => [...Object.keys(command.options), ...Object.keys(commonOptions)]),
  )
  const mine = own === undefined ? known : new Set([...known, ...Object.keys(own.options)])
  const options = [...text.matchAll(/(?<![\w-])--([a-z][a-z-]*)/g)].map(([, name]) => name as string)
  const named = [...text.matchAll(/\bappia ([a-z]+)(?= [-A-Z]|\)|`|\n)/g)].map(([, name]) => name as string)
  return [
    ...options.filter((name) => !mine.has(name)).map((name) => `--${name}`),
    ...named.filter((name) => !commandNames.includes(name)),
  ]
}

/** The command lines in a line of a document: in backticks, or in a block of code up to its comment. */
function commandLines(line: string): string[] {
  const quoted = [...line.matchAll(/`((?:npx )?appia [^`]*)`/g)].map(([, words]) => words as string)
  if (quoted.length > 0) return quoted
  return /^\s*(?:npx |\$ )?appia /.test(line) ? [line.replace(/\s#.*$/, '')] : []
}

function misfits(line: string): string[] {
  const [, name = '', rest = ''] = /appia ([a-z]+)(.*)/.exec(line) ?? []
  const command = commands.find((each) => each.name === name)
  if (command === undefined) return [line]
  const options = { ...command.options, ...commonOptions }
  return [...rest.matchAll(/(?<![\w-])--([a-z][a-z-]*)/g)].flatMap(([, option]) =>
    Object.hasOwn(options, option as string) ? [] : [line],
  )
}
