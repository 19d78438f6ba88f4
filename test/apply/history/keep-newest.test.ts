import { openEmbeddedStore } from '../../../src/store/index.ts'
import { describeKeeping } from './keep-newest-cases.ts'

describeKeeping('the history of the embedded store', () => openEmbeddedStore())
