import { component } from 'appia'
import type { GatewayInput } from '../generated/ts/gateway.d.ts'

/** From gateway.jsonc. */
// The gateway in front of all services.
// Ask the network team before you change it.
// the end
export const gateway = component<GatewayInput>('gateway', {
  // Where it listens.
  listen: {
    host: '0.0.0.0',
    port: 8443,
  }, // TLS
  threshold: 0.70,
  backoff: 1e3,
  levels: [
    1, // first
    2,
  ],
  routes: [
    // the oldest
    {
      path: '/v1',
      to: 'search:9000',
      timeout_ms: 250,
    },
    {
      path: '/v2',
      to: 'search:9000',
      timeout_ms: 500,
      retries: 2,
    }, // trailing comma next
  ],
  ratios: [0.125, 0.25, 0.5],
  matrix: [
    [1, 0],
    [0, 1],
  ],
  nothing: null,
  empty: {},
  list: [],
})
