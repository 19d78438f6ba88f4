import { component, seconds } from 'appia'
import type { GatewayInput } from '../generated/ts/gateway.d.ts'
import routes from './routes.yaml'

/** Takes requests from outside; its operators read YAML. */
export const gateway = component<GatewayInput>(
  'gateway',
  {
    port: 8080,
    routes,
    idleTimeout: seconds(60),
    log: { level: 'debug' },
  },
  { format: 'yaml' },
)
