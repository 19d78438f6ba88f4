import { component } from 'appia'
import type { ClassInput } from '../generated/ts/Class.d.ts'

/** From Class.json. */
export const classConfig = component<ClassInput>('Class', {
  v: 1,
})
