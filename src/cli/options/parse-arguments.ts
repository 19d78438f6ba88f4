import { parseArgs } from 'node:util'
import { usageFailure } from '../../app/index.ts'
import { nearest } from '../../model/index.ts'
import type { Command, OptionDescription, OptionTable, OptionValues } from '../command.ts'

/** Options that every command takes. */
export const commonOptions = {
  env: {
    type: 'string',
    value: 'NAME',
    completes: 'environment',
    description: 'environment; default: the first of the workspace',
  },
  endpoints: {
    type: 'string',
    value: 'LIST',
    description: 'etcd endpoints instead of those of the environment',
  },
  'discovery-srv': {
    type: 'string',
    value: 'DOMAIN',
    description: 'etcd endpoints that the DNS records of this domain name',
  },
  'trust-endpoints': {
    type: 'boolean',
    description: 'send credentials to endpoints that only the sources name',
  },
  'allow-plaintext-password': {
    type: 'boolean',
    description: 'send a password to another host without TLS',
  },
  workspace: {
    type: 'string',
    value: 'DIR',
    description: 'workspace; default: the nearest folder with configs/index.ts',
  },
  json: { type: 'boolean', description: 'print one JSON document instead of text' },
  'no-color': { type: 'boolean', description: 'no colour, also on a terminal' },
  help: { type: 'boolean', short: 'h', description: 'explain the command, its options and exit codes' },
} as const satisfies OptionTable

export interface ParsedArguments {
  readonly options: OptionValues
  readonly positionals: readonly string[]
}

/** Parses what follows the command's name. Throws a usage `Failure` that names the nearest option. */
export function parseArguments(command: Command, words: readonly string[]): ParsedArguments {
  const options: OptionTable = { ...command.options, ...commonOptions }
  const parsed = parseWords(command, words, options)
  if (parsed.values.help === true) return { options: optionValues(parsed.values), positionals: [] }
  const [minimum, maximum] = command.positionals
  if (parsed.positionals.length < minimum) {
    throw usageFailure(`appia ${command.name} needs more arguments`, usageLine(command))
  }
  const surplus = parsed.positionals[maximum]
  if (surplus !== undefined) {
    throw usageFailure(`appia ${command.name} does not take "${surplus}"`, usageLine(command))
  }
  return { options: optionValues(parsed.values), positionals: parsed.positionals }
}

/** `usage: appia plan [-o FILE]` */
export function usageLine(command: Command): string {
  return `usage: appia ${command.name} ${command.usage}`.trimEnd()
}

type Values = { readonly [name: string]: string | boolean | (string | boolean)[] | undefined }

function parseWords(
  command: Command,
  words: readonly string[],
  options: OptionTable,
): { values: Values; positionals: string[] } {
  try {
    return parseArgs({ args: withImplied(words, options), options, allowPositionals: true, strict: true })
  } catch (error) {
    throw usageFailure(explain(error, options), `${usageLine(command)}\nappia ${command.name} --help`)
  }
}

/** `--wait` → `--wait=90s`. */
function withImplied(words: readonly string[], options: OptionTable): string[] {
  const end = words.indexOf('--')
  return words.map((word, index) => {
    const implied = end >= 0 && index > end ? undefined : options[word.replace(/^--/, '')]?.implied
    return implied === undefined || !word.startsWith('--') ? word : `${word}=${implied}`
  })
}

function explain(error: unknown, options: OptionTable): string {
  const message = error instanceof Error ? error.message : String(error)
  const lacking = lackingValue(message, options)
  if (lacking !== undefined)
    return `--${lacking} needs a value: --${lacking} ${options[lacking]?.value ?? 'TEXT'}`
  const unknown = /Unknown option '(-+)([^']*)'/.exec(message)
  if (unknown === null) return (message.split('. ')[0] as string).replace(/\.$/, '')
  const suggestion = nearest(unknown[2] as string, Object.keys(options))
  const hint = suggestion === undefined ? '' : `; did you mean --${suggestion}?`
  return `unknown option ${unknown[1]}${unknown[2]}${hint}`
}

/** The option that stands without its value: `Option '-o, --out <value>' argument missing`, `Option '-o' argument is ambiguous`. */
function lackingValue(message: string, options: OptionTable): string | undefined {
  const [, named = ''] = /^Option '([^']*)' argument (?:missing|is ambiguous)/.exec(message) ?? []
  return Object.keys(options).find((name) => {
    const { short = name } = options[name] as OptionDescription
    return [`--${name}`, `-${short}`, `--${name} <value>`, `-${short}, --${name} <value>`].includes(named)
  })
}

function optionValues(values: Values): OptionValues {
  return {
    flag: (name) => values[name] === true,
    text: (name) => {
      const value = values[name]
      return typeof value === 'string' ? value : undefined
    },
    list: (name) => {
      const value = values[name]
      if (value === undefined) return []
      return (Array.isArray(value) ? value : [value]).map(String)
    },
  }
}
