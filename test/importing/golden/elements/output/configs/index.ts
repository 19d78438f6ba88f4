import { workspace } from 'appia'
import { gateway, gatewayInProd } from './gateway.ts'

export default workspace({
  name: 'golden',
  components: { gateway },
  languages: [],
  environments: {
    dev: { store: 'embedded' },
    prod: { store: 'embedded', components: { gateway: gatewayInProd } },
  },
})
