import { component } from 'appia'
import type { GatewayInput } from '../generated/ts/gateway.d.ts'

/** From gateway.toml. */
// The gateway of the shop.
// Ask the team first.
// the end
export const gateway = component<GatewayInput>(
  'gateway',
  {
    // where it listens
    port: 8080, // behind the proxy
    hosts: [
      // the first
      'a:1', // oldest
      'b:1',
    ],
    limits: {
      retries: 3,
      wait: 15,
    }, // both low
    // what it writes
    log: {
      level: 'info', // not debug
      // where
      'max size': 10,
    },
    rules: [
      {
        // in this order
        name: 'one',
      },
      // never first
      {
        name: 'two', // no # more
        text: '# a part of the text\n',
        at: {
          hour: 3, // at night
        },
      },
    ],
  },
  { format: 'toml' },
)
