import { workspace } from 'appia'
import { api, apiInProd, apiInStage } from './api.ts'
import { billing } from './billing.ts'
import { worker } from './worker.ts'

export default workspace({
  name: 'golden',
  components: { api, worker },
  languages: [],
  environments: {
    dev: { store: 'embedded' },
    stage: { store: 'embedded', components: { api: apiInStage } },
    prod: { store: 'embedded', components: { api: apiInProd, billing } },
  },
})
