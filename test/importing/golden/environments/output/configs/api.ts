import { component, override } from 'appia'
import type { ApiInput } from '../generated/ts/api.d.ts'

/** From dev/api.json. */
export const api = component<ApiInput>('api', {
  port: 8080,
  log: {
    level: 'debug',
    json: false,
  },
  hosts: ['a'],
  replicas: 1,
})

/** In stage. */
export const apiInStage = override(api, {
  log: {
    level: 'info',
    json: true,
  },
})

/** In prod. */
export const apiInProd = override(api, {
  log: {
    level: 'info',
    json: true,
    sink: 'syslog',
  },
  hosts: ['a', 'b'],
  replicas: 3,
})
