import { openEmbeddedStore } from '../../../src/store/index.ts'
import { describeOwnTrim } from './own-trim-cases.ts'

describeOwnTrim('the history of the embedded store', () => openEmbeddedStore())
