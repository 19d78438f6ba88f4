import { component } from 'appia'
import type { ComponentInput } from '../generated/ts/component.d.ts'

/** From component.json. */
export const componentConfig = component<ComponentInput>('component', {
  v: 2,
})
