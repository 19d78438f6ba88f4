import { workspace } from 'appia'
import { config5g } from './5g.ts'
import { classConfig } from './Class.ts'
import { class6a27df } from './class-6a27df.ts'
import { componentConfig } from './component.ts'
import { indexAdcd4f } from './index-adcd4f.ts'

export default workspace({
  name: 'golden',
  components: { config5g, classConfig, class6a27df, componentConfig, indexAdcd4f },
  languages: [],
  environments: {
    local: { store: 'embedded' },
  },
})
