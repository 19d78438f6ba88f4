import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  allFolded,
  type FoldableText,
  type FoldState,
  foldScreen,
  press,
  textAsLeft,
  wholeText,
} from '../../src/cli/terminal/fold.ts'
import { appia } from '../support/appia.ts'
import { describeGroup, terminalMissing } from '../support/groups.ts'
import { typeOnTerminal } from '../support/on-terminal.ts'
import { copyWorkspace } from '../support/workspace.ts'

const text: FoldableText = {
  head: ['plan', '! DELETES  /c'],
  parts: [
    { folded: '/a  2 lines', lines: ['/a', '  ~ x  1 → 2', '  ~ y  1 → 2'] },
    { folded: '/b  1 line', lines: ['/b', '  ~ z  1 → 2'] },
  ],
  foot: ['one transaction'],
}
const rows = 12

describe('a text with parts that fold', () => {
  it('is whole as one reads it without a screen', () => {
    expect(wholeText(text)).toBe(
      'plan\n! DELETES  /c\n\n/a\n  ~ x  1 → 2\n  ~ y  1 → 2\n\n/b\n  ~ z  1 → 2\n\none transaction\n',
    )
  })

  it('begins with a line a part, below what is never folded', () => {
    expect(screenAfter([])).toEqual([
      ...['plan', '! DELETES  /c', '', '› ▸ /a  2 lines', '  ▸ /b  1 line', '', 'one transaction'],
    ])
  })

  it('unfolds and folds the part at which the reader is', () => {
    expect(screenAfter(['down', 'space'])).toEqual([
      ...[
        'plan',
        '! DELETES  /c',
        '',
        '  ▸ /a  2 lines',
        '',
        '› ▾ /b',
        '  ~ z  1 → 2',
        '',
        'one transaction',
      ],
    ])
    expect(screenAfter(['down', 'space', 'return'])).toEqual(screenAfter(['down']))
    expect(screenAfter(['right', 'right', 'left'])).toEqual(screenAfter([]))
  })

  it('unfolds all and none', () => {
    const all = screenAfter(['a'])
    expect(all).toContain('  ~ x  1 → 2')
    expect(all).toContain('  ~ z  1 → 2')
    expect(screenAfter(['a', 'n'])).toEqual(screenAfter([]))
  })

  it('is written as it was left, with what is folded marked', () => {
    expect(textAsLeft(text, stateAfter(['down', 'space']))).toBe(
      'plan\n! DELETES  /c\n\n▸ /a  2 lines\n\n▾ /b\n  ~ z  1 → 2\n\none transaction\n',
    )
  })

  it('goes on at q and Escape, and takes no other key for an answer', () => {
    expect(press('q', allFolded, { text, rows })).toBeUndefined()
    expect(press('escape', allFolded, { text, rows })).toBeUndefined()
    expect(press('y', allFolded, { text, rows })).toEqual(allFolded)
  })

  it('keeps what the reader is at on the screen, and scrolls no further than its ends', () => {
    const parts = Array.from({ length: 100 }, (_, index) => {
      const name = `/key/${index}`
      return { folded: name, lines: [name, ...Array.from({ length: index % 30 }, (_, line) => `  ${line}`)] }
    })
    const long = { ...text, parts }
    let state = allFolded
    for (const key of ['a', ...Array.from({ length: 120 }, () => 'down'), 'n', 'pagedown', 'pageup', 'up']) {
      state = press(key, state, { text: long, rows }) as FoldState
      const shown = foldScreen(long, state, rows).split('\n')
      expect(shown).toHaveLength(rows)
      if (!key.startsWith('page')) expect(shown.some((line) => line.startsWith('› '))).toBe(true)
    }
    expect(state.at).toBe(98)
    expect(foldScreen(long, state, rows)).toMatch(/^lines \d+ to \d+ of 105 {2}↑↓/m)
    const end = press('pagedown', state, { text: long, rows }) as FoldState
    expect(foldScreen(long, end, rows)).toContain('one transaction')
  })
})

describeGroup('terminal', terminalMissing(), 'appia apply on a terminal', () => {
  const program = join(import.meta.dirname, '../../dist/main.js')
  const example = join(import.meta.dirname, '../../examples/minimal')
  const words = [
    'sh',
    '-c',
    `stty rows 8 cols 100; exec env TERM=xterm "$0" "$1" apply`,
    process.execPath,
    program,
  ]

  it('folds the keys of a plan that is higher than it, shows it as it was left, and asks', async () => {
    const { directory } = copyWorkspace(example)
    const answers = [
      { after: 'q go on', type: 'a' },
      { after: '▾ ', type: 'q' },
      { after: 'Only "yes" is taken: ', type: 'yes\r' },
    ]
    const { exitCode, screen } = await typeOnTerminal(words, { directory, answers })
    expect(exitCode, screen).toBe(0)
    const [shown = '', left = ''] = screen.split('\x1b[?1049l')
    expect(shown).toContain('\x1b[?1049h')
    expect(shown).toContain('▸ ')
    expect(left).toContain('▾ ')
    expect(left).toContain('applied')
    expect(left).not.toContain('\x1b[H')
  })

  it('is drawn anew where the terminal becomes higher, without the lines that were scrolled past', async () => {
    const { directory } = copyWorkspace(example)
    const taller = join(directory, 'taller')
    const resized = words.map((word) =>
      word.replace('exec', 'exec 3<&0; (until [ -e taller ]; do sleep 0.1; done; stty rows 10 <&3) & exec'),
    )
    const answers = [
      { after: 'lines 1 to 7 of 8', type: '\x1b[6~' },
      { after: 'lines 2 to 8 of 8', act: () => writeFileSync(taller, '') },
      { after: 'one transaction', type: 'q' },
      { after: 'Only "yes" is taken: ', type: 'no\r' },
    ]
    const { screen } = await typeOnTerminal(resized, { directory, answers })
    const [shown = ''] = screen.split('\x1b[?1049l')
    const drawn = shown.split('\x1b[H')
    expect(drawn.map((each) => each.split('\n').length)).toEqual([1, 8, 8, 10])
    expect(drawn.at(-1)).not.toContain('lines 2')
  })

  it('ends at Ctrl-C with the terminal as it was and nothing applied', async () => {
    const { directory } = copyWorkspace(example)
    const answers = [{ after: 'q go on', type: '\x03' }]
    const { exitCode, screen } = await typeOnTerminal(words, { directory, answers })
    expect(exitCode, screen).toBe(130)
    expect(screen.split('\x1b[?1049l')[1]).toContain('not applied: interrupted')
    expect((await appia(['history'], { directory })).stdout).toContain('nothing was applied')
  })

  it('asks for nothing but the answer where the plan fits, and draws nothing with --yes', async () => {
    const { directory } = copyWorkspace(example)
    const high = words.map((word) => word.replace('rows 8', 'rows 80'))
    const answers = [{ after: 'Only "yes" is taken: ', type: 'no\r' }]
    const fitting = await typeOnTerminal(high, { directory, answers })
    expect(fitting.screen).not.toContain('\x1b[?1049h')
    const agreed = words.map((word) => word.replace(' apply', ' apply --yes'))
    const { exitCode, screen } = await typeOnTerminal(agreed, { directory, answers: [] })
    expect(exitCode, screen).toBe(0)
    expect(screen).not.toContain('\x1b[?1049h')
  })
})

function stateAfter(keys: readonly string[]): FoldState {
  return keys.reduce<FoldState>((state, key) => press(key, state, { text, rows }) ?? state, allFolded)
}

/** Without the empty lines at the end, and the line that names the keys. */
function screenAfter(keys: readonly string[]): string[] {
  return foldScreen(text, stateAfter(keys), rows).split('\n').slice(0, -1).join('\n').trimEnd().split('\n')
}
