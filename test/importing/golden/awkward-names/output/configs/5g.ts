import { component } from 'appia'
import type { _5gInput } from '../generated/ts/5g.d.ts'

/** From 5g.json. */
export const config5g = component<_5gInput>('5g', 5571)
