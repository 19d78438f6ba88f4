import { openMemoryStore } from '../../src/store/index.ts'
import { describeSignatures } from './signed-cases.ts'

describeSignatures('an agent with signers', () => openMemoryStore())
