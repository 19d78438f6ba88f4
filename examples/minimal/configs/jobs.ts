import { channel } from 'appia'

/** Both ends come from here, so they cannot disagree. */
export const jobs = channel({ from: 'api', to: 'worker', port: 5600, pattern: 'push/pull', binds: 'from' })
