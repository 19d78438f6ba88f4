import fc from 'fast-check'
import { expect } from 'vitest'

/** Would clear a screen, turn the order of reading, begin a line of its own and speak to CI systems. Harmless here. */
export const hostile =
  'h\u001b[2J\u009b31m\u202e\u2066\u200b\r\nMARK\n::warning::MARK\n  ::error::x ##vso[task.x]y ##[group]z\u2028\u0085'

/** What such texts are made of. */
export const hostilePart = fc.constantFrom(
  ...[
    '\u001b[2J',
    '\u001b]0;t\u0007',
    '\u009b1m',
    '\r',
    '\n',
    '\n::error::',
    '\n \t::set-output',
    '##vso[',
    '##[group]',
  ],
  ...[
    '\u202e',
    '\u2066',
    '\u200f',
    '\u2028',
    '\u2029',
    '\u0085',
    '\u200b',
    '\ufeff',
    ':',
    '#',
    'a',
    ' ',
    '\u001b[31m',
  ],
)

/** Nothing in the output steers a terminal or a CI system. */
export function expectHarmless(output: string): void {
  const steering = /[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}]/u.exec(output)?.[0]
  expect(steering && JSON.stringify(steering), JSON.stringify(output)).toBeUndefined()
  expect(output).not.toMatch(/^\s*::/m)
  expect(output).not.toMatch(/##(?:vso)?\[/)
}
