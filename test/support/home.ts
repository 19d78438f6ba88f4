import type { Home } from '../../src/model/index.ts'

/** Where the records of workspace `demo` lie, in a store without a prefix. */
export const home: Home = { prefix: '', workspace: 'demo' }
