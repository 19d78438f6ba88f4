import { component, override, patchElements } from 'appia'
import type { GatewayInput } from '../generated/ts/gateway.d.ts'

/** From dev/gateway.json. */
export const gateway = component<GatewayInput>('gateway', {
  port: 80,
  rules: [
    {
      name: 'one',
      action: 'allow',
      limits: {
        rate: 1,
      },
    },
    {
      name: 'two',
      action: 'deny',
      limits: {
        rate: 2,
        burst: 4,
      },
    },
    {
      name: 'three',
      action: 'deny',
      limits: {
        rate: 2,
      },
    },
  ],
  nodes: [
    {
      id: 1,
      zone: 'a',
    },
    {
      id: 2,
      zone: 'b',
    },
  ],
  paths: [
    {
      name: 'a',
      at: '/a',
    },
    {
      name: 'b',
      at: '/b',
    },
  ],
})

/** In prod. */
export const gatewayInProd = override(gateway, {
  rules: patchElements('name', {
    two: {
      // as agreed
      limits: {
        rate: 20,
      }, // for prod
    },
  }),
  nodes: patchElements('id', {
    '1': {
      zone: 'x',
    },
  }),
  paths: [
    {
      name: 'b',
      at: '/b',
    },
    {
      name: 'a',
      at: '/a',
    },
  ],
})
