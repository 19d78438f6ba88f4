import { component, seconds } from 'appia'
import { jobs } from './jobs.ts'

/** Takes requests and hands jobs to the worker. */
export const api = component('api', {
  port: 8080,
  jobs: jobs.producer.endpoint,
  requestTimeout: seconds(30),
  logLevel: 'info',
})
