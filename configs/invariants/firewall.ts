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
    ({ sniffer }) => {
      const { mode } = sniffer.deployment
      // The agent inserts its rules at INPUT, whatever its configuration says.
      if (mode !== 'dual' && mode !== 'gateway-only') return true
      return `deployment.mode is ${mode}, and the firewall agent filters INPUT only`
    },
  ),
]
