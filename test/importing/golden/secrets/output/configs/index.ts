import { workspace } from 'appia'
import { shop } from './shop.ts'

export default workspace({
  name: 'golden',
  components: { shop },
  languages: [],
  environments: {
    local: { store: 'embedded' },
  },
})
