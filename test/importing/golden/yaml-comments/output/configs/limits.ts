import { component } from 'appia'
import type { LimitsInput } from '../generated/ts/limits.d.ts'

/** From limits.yaml. */
// Limits of the platform team.
export const limits = component<LimitsInput>(
  'limits',
  {
    // what everything gets
    base: {
      cpu: 1, // the least
      memory: 512,
    },
    services: {
      // the loud one
      search: {
        cpu: 4, // measured
        memory: 512,
      },
      gateway: {
        cpu: 1,
        memory: 512,
      }, // as it comes
    },
    hosts: [
      // in the first rack
      'a:1',
      'b:1', // spare
    ],
    motd: '# not a comment\nhello\n',
  },
  { format: 'yaml' },
)
