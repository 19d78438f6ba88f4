import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const source = join(import.meta.dirname, '../../src')

/** Who may read the clock, and what for. Everything else is given `now`. */
const readers: { readonly [path: string]: string } = {
  'api/options.ts': 'the default of now',
  'cli/run.ts': 'the one clock of every command',
  'cli/start/compiled-code.ts': 'when an entry was last used',
  'load/cache.ts': 'marks an entry as used',
  'load/realm/hermetic/seal-date.ts': 'takes it away from config modules',
  'rotation/run-rotator.ts': 'the default of wallClock',
  'store/embedded/embedded-store.ts': 'the default of now',
  'store/etcd/keep-alive.ts': 'deadline of a call, which gRPC takes as a date',
  'store/etcd/etcd-client.ts': 'deadline of a call',
  'store/etcd/first-to-answer.ts': 'deadline of a call',
  'agent/actions/reloaded.ts': 'when a component was reloaded',
  'agent/firewall/rules-keeper.ts': 'until when rules wait to be confirmed',
  // The page runs in a browser, and goes by the server's clock: by its own it counts how far that is ahead.
  'dashboard/page/live/follow-board.ts': 'since when the server is silent',
  'dashboard/page/parts/use-now.ts': 'the one clock of the page',
  // The runtime library is itself the shell: it runs inside a component.
  'client/messages/messenger.ts': 'when a message is sent',
  'client/status-keeper.ts': 'since when a member runs',
  'client/cache/cache-keeper.ts': 'when the cache was saved',
  'client/keys/key-keeper.ts': 'when a key was acknowledged',
  'client/open-parts.ts': 'which messages are too old',
}

it('nothing reads the date but where it comes in', () => {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  )
  const reading = files.filter((file) =>
    /\bnew Date\(\)|\bDate\.now\b/.test(readFileSync(join(source, file), 'utf8')),
  )
  expect(reading.toSorted()).toEqual(Object.keys(readers).sort())
})
