import { invariant, workspace } from 'appia'
import { api } from './api.ts'
import { jobs } from './jobs.ts'
import { worker } from './worker.ts'

export default workspace({
  name: 'minimal',
  components: { api, worker },
  channels: { jobs },
  invariants: [
    invariant(
      'timeouts-nest',
      'a job ends before the request that asked for it',
      ({ api, worker }) =>
        worker.jobTimeout < api.requestTimeout ||
        `a job takes up to ${worker.jobTimeout} s, a request ${api.requestTimeout} s`,
    ),
  ],
  environments: { local: { store: 'embedded' } },
})
