import { describeLive } from './live.ts'
import { writeEmbedded } from './write-embedded.ts'

describeLive('live values of the embedded store', async () => ({
  words: ['--env', 'local'],
  outside: writeEmbedded,
}))
