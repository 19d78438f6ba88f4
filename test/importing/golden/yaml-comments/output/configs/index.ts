import { workspace } from 'appia'
import { limits } from './limits.ts'

export default workspace({
  name: 'golden',
  components: { limits },
  languages: [],
  environments: {
    local: { store: 'embedded' },
  },
})
