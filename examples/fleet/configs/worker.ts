import { component, minutes } from 'appia'
import type { WorkerInput } from '../generated/ts/worker.d.ts'

/** Does what takes long, on several nodes. */
export const worker = component<WorkerInput>('worker', {
  parallelJobs: 2,
  jobTimeout: minutes(5),
  log: { level: 'debug' },
})
