import { agree, all, invariant } from 'appia'
import type { Documents } from './documents.ts'

/** What the firewall agent needs to block what it is told to. */
export const firewallInvariants = [
  invariant<Documents>(
    'topic-required',
    'a firewall that requires a topic subscribes to one',
    ({ firewall }) =>
      !firewall.security.require_zmq_topic ||
      firewall.zmq.topic !== '' ||
      'require_zmq_topic is true and zmq.topic is empty',
  ),
  invariant<Documents>('ipset-duplicate', "the firewall's ipset repeats ipsets.blacklist", ({ firewall }) => {
    const { ipset, ipsets } = firewall
    const names = Object.keys(ipsets.blacklist) as (keyof typeof ipset)[]
    return all(
      ...names.map((name) =>
        agree({ [`ipset.${name}`]: ipset[name], [`ipsets.blacklist.${name}`]: ipsets.blacklist[name] }),
      ),
    )
  }),
  invariant<Documents>(
    'gateway-forward',
    'where transit traffic is inspected, the firewall filters the FORWARD hook too',
    ({ sniffer, firewall, entries }) => {
      const { mode } = sniffer.deployment
      if (mode !== 'dual' && mode !== 'gateway-only') return true
      const set = firewall.ipset.set_name
      const rules = entries['/config/firewall/rules/json'].forward?.rules ?? []
      return (
        rules.some(({ sourceSet, action }) => sourceSet === set && action === 'drop') ||
        `deployment.mode is ${mode}, and no rule of forward drops what is in ${set}`
      )
    },
  ),
]
