import { component, seconds } from 'appia'
import { jobs } from './jobs.ts'

/** Does the jobs. */
export const worker = component('worker', {
  jobs: jobs.consumer.endpoint,
  parallelJobs: 4,
  jobTimeout: seconds(20),
  logLevel: 'info',
})
