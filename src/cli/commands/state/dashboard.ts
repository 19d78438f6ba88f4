import { readFile } from 'node:fs/promises'
import { fileProblem, usageFailure } from '../../../app/index.ts'
import {
  addressText,
  type ListenAddress,
  parseHostName,
  parseListenAddress,
  runDashboard,
} from '../../../dashboard/index.ts'
import { exitCodes } from '../../../model/index.ts'
import type { Command, Invocation } from '../../command.ts'
import { prefixOption } from '../../options/permissions.ts'
import { leafRows } from '../../render/plan/plan-leaves.ts'
import { escapeText } from '../../render/text/plain-text.ts'

const defaultAddress = '127.0.0.1:7480'
const tokenVariable = 'APPIA_DASHBOARD_TOKEN'
const shortestToken = 16

export const dashboard: Command = {
  name: 'dashboard',
  summary: 'a read-only web page of fleet, applies, drift, keys and etcd, live, as a daemon',
  usage: '[--listen HOST:PORT] [--token-file FILE] [--host NAME]',
  details: `Serves this machine alone unless told otherwise; for any other address a token is needed, which the page asks for: from
--token-file, or ${tokenVariable}. Writes nothing to etcd, and answers nothing but GET and HEAD (docs/dashboard.md). An etcd
that is away is waited for. The role "status" of appia roles may read all that is shown. Ends at SIGINT or SIGTERM.`,
  options: {
    listen: {
      type: 'string',
      value: 'HOST:PORT',
      description: `where it is served; default ${defaultAddress}; port 0: any that is free`,
    },
    'token-file': { type: 'string', value: 'FILE', description: 'holds the token that readers must know' },
    host: {
      type: 'string',
      multiple: true,
      value: 'NAME',
      description: 'a name that it is called by, where that is not its address: of a proxy, or of this host',
    },
    ...prefixOption,
  },
  positionals: [0, 0],
  isDaemon: true,
  async run(invocation) {
    const { options, terminal } = invocation
    const address = parseListenAddress(options.text('listen') ?? defaultAddress)
    const names = options.list('host').map(parseHostName)
    const token = await readToken(invocation)
    if (!address.isLoopback && token === undefined)
      throw usageFailure(
        `${addressText(address)} can be reached from other machines: that needs a token`,
        `(umask 077; head -c 24 /dev/urandom | base64 > token); appia dashboard --listen ${addressText(address)} --token-file token`,
      )
    const text = (options.flag('json') ? jsonLine : textLines) satisfies (address: ListenAddress) => string
    await runDashboard(
      {
        ...{ address, names, ...(token !== undefined && { token }) },
        wording: { rows: (leaves) => leafRows(leaves, false), plain: escapeText },
        pageFolder: new URL('./dashboard/', import.meta.url),
        onListening: (listening) => terminal.write(text(listening)),
        onBug: (error) => terminal.warn(`this is a bug in appia, please report it: ${bugText(error)}\n`),
      },
      invocation,
    )
    return { exitCode: exitCodes.done, text: '', json: {} }
  },
}

function textLines(address: ListenAddress): string {
  const { isLoopback } = address
  const text = addressText(isWildcard(address.host) ? { ...address, host: 'localhost' } : address)
  const bare =
    '  without TLS: whoever can listen on the way sees what is shown, and the token (docs/dashboard.md)\n'
  return `dashboard at http://${text}/ (Ctrl-C ends it)\n${isLoopback ? '' : bare}`
}

function jsonLine(address: ListenAddress): string {
  return `${JSON.stringify({ listening: addressText(address) })}\n`
}

function isWildcard(host: string): boolean {
  return host === '0.0.0.0' || host === '::'
}

/** Never from the command line, which every user of the machine can read. */
async function readToken({ options, variables }: Invocation): Promise<string | undefined> {
  const file = options.text('token-file')
  const [from, text] =
    file === undefined ? [tokenVariable, variables[tokenVariable]] : [file, await readTokenFile(file)]
  if (text === undefined) return undefined
  const token = text.trim()
  if (/^[!-~]+$/.test(token) && token.length >= shortestToken) return token
  throw usageFailure(
    `${from} holds no token: at least ${shortestToken} characters of ASCII, without blanks`,
    'make one: head -c 24 /dev/urandom | base64',
  )
}

async function readTokenFile(file: string): Promise<string> {
  return await readFile(file, 'utf8').catch((error: unknown) => {
    throw usageFailure(
      `cannot read ${file}: ${fileProblem(error)}`,
      'give a file that holds the token: --token-file FILE',
    )
  })
}

function bugText(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
