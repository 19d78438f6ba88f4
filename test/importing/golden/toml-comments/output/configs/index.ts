import { workspace } from 'appia'
import { gateway } from './gateway.ts'

export default workspace({
  name: 'golden',
  components: { gateway },
  languages: [],
  environments: {
    local: { store: 'embedded' },
  },
})
