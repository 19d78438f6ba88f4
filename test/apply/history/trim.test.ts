import { openEmbeddedStore } from '../../../src/store/index.ts'
import { describeTrim } from './trim-cases.ts'

describeTrim('a trim of the embedded store', () => openEmbeddedStore())
