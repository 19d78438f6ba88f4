import { firewall, zonesBy } from 'appia'
import { blacklist, rateLimitChain, whitelist } from './firewall.ts'
import { captured } from './interfaces.ts'

/** The agent's two sets as it knows them; it adds and removes members by itself. */
const filledByAgent = { family: 'ipv4', holds: 'addresses', members: 'runtime' } as const

/** Who is always let through, and who never is; the same to this host and through it. */
const listed = (hook: 'input' | 'forward') =>
  [
    { name: `${hook}-whitelist`, sourceSet: whitelist.set_name, action: 'accept' },
    { name: `${hook}-blacklist`, sourceSet: blacklist.set_name, action: 'drop' },
  ] as const

/** What is done with packets, wherever they go: a table of its own, which nothing else writes to. */
export const firewallRules = firewall({
  key: '/config/firewall/rules/json',
  component: 'firewall',
  table: 'ml_defender',
  zones: zonesBy(captured, 'role'),
  management: { addresses: ['192.168.56.0/24'], ports: [22], zone: 'wan' },
  sets: {
    [blacklist.set_name]: {
      ...filledByAgent,
      timeout: blacklist.timeout,
      capacity: blacklist.max_elements,
      hashSize: blacklist.hash_size,
    },
    [whitelist.set_name]: {
      ...filledByAgent,
      timeout: whitelist.timeout,
      capacity: whitelist.max_elements,
      hashSize: whitelist.hash_size,
    },
  },
  chains: {
    [rateLimitChain]: [
      {
        name: 'new-connections',
        state: ['new'],
        protocol: 'tcp',
        limit: { over: 100, per: 'second', burst: 100, each: 'source' },
        action: 'drop',
      },
    ],
  },
  input: {
    policy: 'accept',
    rules: [
      {
        name: 'management',
        from: 'wan',
        source: ['192.168.56.0/24'],
        protocol: 'tcp',
        ports: [22],
        action: 'accept',
      },
      ...listed('input'),
      { name: 'rate-limit', action: 'jump', chain: rateLimitChain },
    ],
  },
  forward: { policy: 'accept', rules: listed('forward') },
})
