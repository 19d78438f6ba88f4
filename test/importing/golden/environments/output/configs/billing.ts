import { component } from 'appia'
import type { BillingInput } from '../generated/ts/billing.d.ts'

/** From prod/billing.json. */
export const billing = component<BillingInput>('billing', {
  budget: 12.5,
})
