import { component } from 'appia'
import type { IndexInput } from '../generated/ts/index.d.ts'

/** From index.json. */
export const indexAdcd4f = component<IndexInput>('index', 'just a text')
