import { component } from 'appia'
import type { WorkerInput } from '../generated/ts/worker.d.ts'

/** From dev/worker.json. */
export const worker = component<WorkerInput>('worker', {
  jobs: 'api:8080',
  parallel: 4,
})
