import { describe, expect, it } from 'vitest'
import { createIdentityFile, parsePolicy, parsePolicyText } from '../../src/rotation/index.ts'

const { recipient } = createIdentityFile()
const document = {
  algorithm: 'chacha20-poly1305',
  interval: 168,
  grace: 300,
  longestMessageAge: 60,
  keepPrevious: 1,
  members: { 'sniffer@gw-01': recipient },
}

describe('the rotation policy', () => {
  it('is read into milliseconds, with defaults for what is optional', () => {
    expect(parsePolicy(document).policy).toEqual({
      ...document,
      interval: 604_800_000,
      grace: 300_000,
      longestMessageAge: 60_000,
      messageCap: 2 ** 32,
      quietWindows: [],
      compactAfterRetirement: false,
    })
  })

  it.each([
    ['a grace below the longest message age', { grace: 30 }, '/grace'],
    ['an interval within the grace', { interval: 1, grace: 3600 }, '/interval'],
    ['a member without a recipient', { members: { 'sniffer@gw-01': '' } }, '/members/sniffer@gw-01'],
    ['a member without a node', { members: { sniffer: recipient } }, '/members/sniffer'],
    ['an identity in place of a recipient', { members: { 'a@b': 'AGE-SECRET-KEY-1QQ' } }, '/members/a@b'],
    ['another algorithm', { algorithm: 'aes-256-cbc' }, '/algorithm'],
    ['no interval', { interval: null }, '/interval'],
    ['a window that is no time', { quietWindows: [{ from: '25:00', to: '08:00' }] }, '/quietWindows/0'],
  ])('refuses %s', (_what, change, pointer) => {
    const { policy, problems } = parsePolicy({ ...document, ...change })
    expect(policy).toBeUndefined()
    expect(problems.map((problem) => problem.pointer)).toEqual([pointer])
  })

  it('never repeats what stands in place of a recipient', () => {
    const secret = 'AGE-SECRET-KEY-1QYQSZQGPQYQSZQGPQYQSZQGPQYQSZQGPQYQSZQGPQYQSZQGPQYQS'
    const { problems } = parsePolicy({ ...document, members: { 'a@b': secret } })
    expect(JSON.stringify(problems)).not.toContain(secret)
  })

  it('is refused when it is not JSON', () => {
    expect(parsePolicyText('{').problems).toHaveLength(1)
  })
})
