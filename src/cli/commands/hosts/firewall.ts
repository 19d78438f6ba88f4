import {
  applyFirewall,
  confirmFirewall,
  type FirewallOutcome,
  type FirewallRequest,
  planFirewall,
  renderFirewall,
} from '../../../app/firewall/index.ts'
import { usageFailure } from '../../../app/index.ts'
import { exitCodes } from '../../../model/index.ts'
import type { Command, Invocation, OptionValues, Report } from '../../command.ts'
import { renderFirewallOutcome, renderMissing } from '../../render/firewall-text.ts'

const verbs = ['render', 'plan', 'apply', 'verify', 'confirm'] as const

export const firewall: Command = {
  name: 'firewall',
  summary: 'render firewall rules for review, and load what the store holds into this host',
  usage:
    'render [--format nft|ipset|iptables|ip6tables] | plan | apply [--confirm-within 60s] | verify | confirm',
  details: `render prints the rules of the sources as a file for nft, or for ipset restore and iptables-restore.
plan shows what apply would change on this host; apply loads what the store holds in one transaction of nft, reads it back
and compares. Members that a program added stay, with the time they have left. verify exits 4 where the host differs.
apply --confirm-within puts back what was loaded before, unless "appia firewall confirm" comes in time: from a new
connection, which proves that there is a way in. It does so too when the terminal it was started from is gone.`,
  options: {
    key: {
      type: 'string',
      value: 'KEY',
      description: 'document; default: the only one of the workspace',
      completes: 'key',
    },
    node: { type: 'string', value: 'NODE', description: 'node whose own document wins' },
    format: {
      type: 'string',
      value: 'FORMAT',
      description: 'render: nft (default), ipset, iptables or ip6tables',
      completes: ['nft', 'ipset', 'iptables', 'ip6tables'],
    },
    'confirm-within': {
      type: 'string',
      value: 'TIME',
      description: 'apply: put back what was loaded unless confirmed in time: 60s, 5m',
    },
    state: {
      type: 'string',
      value: 'DIR',
      description: 'where it is noted what waits to be confirmed; default: /run/appia-firewall',
      completes: 'folder',
    },
  },
  completes: verbs,
  positionals: [1, 1],
  writes: true,
  async run(invocation) {
    const { options } = invocation
    const [verb] = invocation.positionals
    const request = requestOf(options)
    switch (verb) {
      case 'render':
        return await render(request, invocation)
      case 'plan':
        return report(await planFirewall(request, invocation), invocation)
      case 'verify': {
        const outcome = await planFirewall(request, invocation)
        const { exitCode, ...rest } = report(outcome, invocation)
        return { ...rest, exitCode: outcome.script === '' ? exitCode : exitCodes.invalid }
      }
      case 'apply':
        return await apply(request, invocation)
      case 'confirm': {
        const tables = await confirmFirewall(request)
        return { exitCode: exitCodes.done, text: `confirmed: ${tables.join(', ')}\n`, json: { tables } }
      }
      default:
        throw usageFailure(`appia firewall takes ${verbs.join(', ')}, not "${verb}"`)
    }
  },
}

function requestOf(options: OptionValues): FirewallRequest {
  const key = options.text('key')
  const node = options.text('node')
  const within = options.text('confirm-within')
  return {
    ...(key !== undefined && { key }),
    ...(node !== undefined && { node }),
    ...(within !== undefined && { confirmWithin: secondsOf(within) }),
    folder: options.text('state') ?? '/run/appia-firewall',
  }
}

/** `60s`, `5m`: at most an hour. */
function secondsOf(text: string): number {
  const [, digits, unit] = /^(\d{1,4})(s|m)$/.exec(text) ?? []
  const seconds = Number(digits) * (unit === 'm' ? 60 : 1)
  if (seconds >= 1 && seconds <= 3600) return seconds
  throw usageFailure(`--confirm-within takes a time of 1s to 60m, not "${text}"`, 'write 60s')
}

async function render(request: FirewallRequest, invocation: Invocation): Promise<Report> {
  const format = invocation.options.text('format') ?? 'nft'
  if (format !== 'nft' && format !== 'ipset' && format !== 'iptables' && format !== 'ip6tables')
    throw usageFailure(`no format "${format}"`, 'nft, ipset, iptables or ip6tables')
  const rendered = await renderFirewall(request, invocation)
  return { exitCode: exitCodes.done, text: rendered[format], json: rendered }
}

async function apply(request: FirewallRequest, invocation: Invocation): Promise<Report> {
  const { terminal } = invocation
  // Whoever cuts off the connection that this was started from must not end what would put the rules back.
  const stay = () => {}
  process.on('SIGHUP', stay)
  try {
    const onWaiting = (table: string) =>
      terminal.warn(`table ${table} is loaded; appia firewall confirm keeps it, otherwise it is put back\n`)
    return report(await applyFirewall({ ...request, onWaiting }, invocation), invocation)
  } finally {
    process.off('SIGHUP', stay)
  }
}

function report(outcome: FirewallOutcome, { terminal }: Invocation): Report {
  const { missingInterfaces } = outcome
  if (missingInterfaces.length > 0) terminal.warn(renderMissing(missingInterfaces))
  return {
    exitCode: outcome.kind === 'reverted' ? exitCodes.refused : exitCodes.done,
    text: renderFirewallOutcome(outcome, terminal.paint),
    json: outcome,
  }
}
