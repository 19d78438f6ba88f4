import { expect, it } from 'vitest'
import { agentProblems, parseMemberStatus } from '../../src/records/index.ts'

const problemsIn = (detail: unknown) => {
  const status = parseMemberStatus(JSON.stringify({ component: 'app', started_at: '', detail }))
  return status && agentProblems(status)
}

const rows: readonly (readonly [detail: unknown, problems: readonly string[]])[] = [
  [{ files: { app: { problem: 'app ended with 1', is_edited: true } } }, ['app: app ended with 1']],
  [{ files: { app: { problem: null, is_edited: true } } }, ['app: changed by somebody else']],
  [{ files: { app: { problem: null, is_edited: false } } }, []],
  [
    {
      bpf: { sniffer: { problem: 'eth9 is not on this host' } },
      firewall: { rules: { problem: null, is_edited: true } },
    },
    ['bpf sniffer: eth9 is not on this host', 'firewall rules: changed by somebody else'],
  ],
  // What other components put there in their own words.
  [undefined, []],
  [null, []],
  ['x', []],
  [{ files: null }, []],
  [{ files: [1] }, []],
  [{ files: { a: 1 } }, []],
]

it.each(rows)('problems that an agent tells in %j', (detail, problems) => {
  expect(problemsIn(detail)).toEqual(problems)
})
