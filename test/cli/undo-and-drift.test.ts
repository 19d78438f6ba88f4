import { describeUndoAndDrift } from './undo-and-drift.ts'
import { writeEmbedded } from './write-embedded.ts'

describeUndoAndDrift('undo and drift on the embedded store', async () => ({
  words: ['--env', 'local'],
  outside: writeEmbedded,
}))
