import { execFile } from 'node:child_process'
import { readListing } from '../nft/read-listing.ts'
import type { Ruleset } from '../rules/ruleset.ts'

/** nft, or the kernel behind it, said no. */
export class NftError extends Error {
  override readonly name = 'NftError'
  /** `not-taken`: it was loaded, and what is listed is something else. */
  readonly code: 'nft-missing' | 'nft-refused' | 'not-taken' | 'foreign-rules'

  constructor(code: NftError['code'], message: string, options: { cause?: unknown } = {}) {
    super(message, options)
    this.code = code
  }
}

/** How nft is run: `['nft']`, or with what enters another network namespace before. */
export type NftCommand = readonly [string, ...string[]]

/** Loads a script in one transaction, after asking whether it would be taken. Throws `NftError`; nothing is loaded then. */
export async function loadScript(command: NftCommand, script: string): Promise<void> {
  await runNft(command, { parameters: ['-c', '-f', '-'], input: script })
  await runNft(command, { parameters: ['-f', '-'], input: script })
}

/** What `nft -j list table` says of a table; undefined where there is none. Throws `NftError`. */
export async function listTable(command: NftCommand, table: string): Promise<unknown> {
  try {
    return JSON.parse(
      await runNft(command, { parameters: ['-j', 'list', 'table', 'inet', table], input: '' }),
    )
  } catch (error) {
    if (error instanceof NftError && error.message.includes('No such file or directory')) return undefined
    throw error
  }
}

/** What a table holds; undefined where there is none. Throws `NftError`. */
export async function readLoaded(command: NftCommand, table: string): Promise<Ruleset | undefined> {
  const listing = await listTable(command, table)
  return listing === undefined ? undefined : readListing(listing, table)
}

interface Call {
  readonly parameters: readonly string[]
  readonly input: string
}

function runNft([program, ...before]: NftCommand, { parameters, input }: Call): Promise<string> {
  // Debian keeps it in /usr/sbin, which is not in every PATH.
  const env = { PATH: `${process.env.PATH ?? ''}:/usr/sbin:/sbin`, LC_ALL: 'C' }
  const options = { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024, env } as const
  return new Promise((resolve, reject) => {
    const child = execFile(program, [...before, ...parameters], options, (error, stdout, stderr) => {
      if (error?.code === 'ENOENT')
        reject(new NftError('nft-missing', `${program} is not installed`, { cause: error }))
      else if (error) reject(new NftError('nft-refused', refusal(stderr, input) || error.message))
      else resolve(stdout)
    })
    child.stdin?.on('error', () => {
      // The process ended before it read everything; its exit says why.
    })
    child.stdin?.end(input)
  })
}

/**
 * The first thing that nft complains of, with the line that it means, and what the kernel's word for a full set means; ''
 * where it was ended without a word.
 */
function refusal(stderr: string, input: string): string {
  const [first = ''] = stderr.split('\n').filter((line) => line.trim() !== '')
  const [, number = '', problem = first] = /^\S+?:(\d+):[\d-]+: (?:Error: )?(.*)$/.exec(first) ?? []
  const line = input.split('\n')[Number(number) - 1] ?? ''
  const [, verb = '', set = ''] = /^(add element) inet \S+ (\S+)/.exec(line) ?? []
  if (verb !== '' && /Too many open files/.test(problem)) return `the set ${set} is full: raise its capacity`
  if (problem === '') return ''
  const shown = line.length > 160 ? `${line.slice(0, 160)}…` : line
  return shown === '' ? `nft: ${problem}` : `nft: ${problem}: ${shown}`
}
