import { entry } from 'appia'
import type { TenantsLimitsInput } from '../generated/ts/tenants-limits.d.ts'

/** One of the documents that share schemas/tenants-limits.schema.json. */
const tenantsLimitsAt = (key: string, value: TenantsLimitsInput) =>
  entry({ key, component: 'tenants-limits', schema: 'tenants-limits', value })

export const tenantsLimits = [
  tenantsLimitsAt('/config/tenants/acme/limits/json', {
    seats: 5,
    plan: 'free',
    regions: ['eu'],
  }),
  tenantsLimitsAt('/config/tenants/bolt/limits/json', {
    seats: 5,
    plan: 'free',
    regions: ['eu'],
  }),
  tenantsLimitsAt('/config/tenants/core/limits/json', {
    seats: 5,
    plan: 'team',
    regions: ['eu'],
  }),
  tenantsLimitsAt('/config/tenants/dune/limits/json', {
    seats: 5,
    plan: 'team',
    regions: ['eu'],
  }),
  tenantsLimitsAt('/config/tenants/echo/limits/json', {
    seats: 5,
    plan: 'team',
    regions: ['eu'],
  }),
  tenantsLimitsAt('/config/tenants/flux/limits/json', {
    seats: 5,
    plan: 'team',
    regions: ['eu'],
  }),
  tenantsLimitsAt('/config/tenants/gate/limits/json', {
    seats: 5,
    plan: 'team',
    regions: ['eu'],
  }),
  tenantsLimitsAt('/config/tenants/hive/limits/json', {
    seats: 5,
    plan: 'team',
    regions: ['eu'],
  }),
]
