import { workspace } from 'appia'
import { tenantsLimits } from './tenants-limits.ts'

export default workspace({
  name: 'golden',
  components: {},
  languages: [],
  entries: [...tenantsLimits],
  environments: {
    local: { store: 'embedded' },
  },
})
