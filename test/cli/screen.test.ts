import { EventEmitter } from 'node:events'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { openScreen } from '../../src/cli/terminal/screen.ts'
import { describeGroup, terminalMissing } from '../support/groups.ts'
import { typeOnTerminal } from '../support/on-terminal.ts'
import { copyWorkspace } from '../support/workspace.ts'

const program = join(import.meta.dirname, '../../dist/main.js')
const example = join(import.meta.dirname, '../../examples/minimal')
const before = process.listeners('exit')
afterEach(() => {
  for (const listener of process.listeners('exit'))
    if (!before.includes(listener)) process.off('exit', listener)
})

/** A terminal of so many rows, and what was written to it. */
function stream(rows: number) {
  const written: string[] = []
  const events = Object.assign(new EventEmitter(), { rows, write: (text: string) => written.push(text) })
  return { events, written, stream: events as unknown as NodeJS.WriteStream }
}

describe('a screen', () => {
  it('draws each text over the one before, and the last again when the window changes', () => {
    const { events, written, stream: on } = stream(10)
    const screen = openScreen(on)
    screen.show(() => 'one\ntwo\n')
    screen.show(() => 'three\n')
    events.emit('resize')
    expect(written).toEqual([
      '\x1b[?1049h\x1b[?25l\x1b[?7l',
      '\x1b[Hone\x1b[K\r\ntwo\x1b[K\x1b[J',
      '\x1b[Hthree\x1b[K\x1b[J',
      '\x1b[Hthree\x1b[K\x1b[J',
    ])
  })

  it('asks for the text anew when the window changes', () => {
    const { events, written, stream: on } = stream(10)
    openScreen(on).show((rows) => `${rows} rows\n`)
    events.rows = 4
    events.emit('resize')
    expect(written.at(-1)).toBe('\x1b[H4 rows\x1b[K\x1b[J')
  })

  it('of a terminal that does not say how high it is has the usual height', () => {
    const { written, stream: on } = stream(0)
    openScreen(on).show(() => '1\n2\n3\n')
    expect(written.at(-1)).not.toContain('more lines')
  })

  it('cuts off what does not fit, and says how much', () => {
    const { events, written, stream: on } = stream(3)
    openScreen(on).show(() => '1\n2\n3\n4\n')
    expect(written.at(-1)).toBe('\x1b[H1\x1b[K\r\n2\x1b[K\r\n… 2 more lines\x1b[K\x1b[J')
    events.rows = 4
    events.emit('resize')
    expect(written.at(-1)).not.toContain('more lines')
  })
})

describeGroup('terminal', terminalMissing(), 'appia status --watch on a terminal', () => {
  it('ends at Ctrl-C with the terminal as it was, and the last status below', async () => {
    const { directory } = copyWorkspace(example)
    const words = ['env', 'TERM=xterm', process.execPath, program, 'status', '--watch']
    const answers = [{ after: 'no rotation policy is applied', type: '\x03' }]
    const { exitCode, screen } = await typeOnTerminal(words, { directory, answers })
    expect(exitCode, screen).toBe(130)
    const [shown = '', left = ''] = screen.split('\x1b[?1049l')
    expect(shown).toContain('\x1b[?1049h')
    expect(shown).toContain('worker@default')
    expect(left).toContain('worker@default')
    expect(left).not.toContain('\x1b[H')
  })
})
