import { expect, it } from 'vitest'
import type { KeyValue } from '../../src/model/index.ts'
import { makePlan } from '../../src/plan/index.ts'
import { planInput } from './build-plan-input.ts'

const mebibyte = new Uint8Array(1024 * 1024)
const key = '/config/sniffer/json'

it.each([
  ['not where it is far from it', 46, 0, undefined],
  [
    'where the plan brings it near',
    47,
    1,
    'below /config/sniffer/ there would be 48.0 MiB of 64 MiB that a client reads in one piece',
  ],
  [
    'where the plan brings it above',
    63.5,
    1,
    'below /config/sniffer/ there would be 64.5 MiB of 64 MiB that a client reads in one piece: it could not read them',
  ],
])('a plan warns of what a client can no longer read in one piece: %s', (_, live, written, message) => {
  const { diagnostics } = planned(live, { text: 'x'.repeat(written * 1024 * 1024) })
  const [found] = diagnostics.filter(({ code }) => code === 'large-read')
  expect(found?.message).toBe(message)
  if (message)
    expect(found).toMatchObject({ severity: 'warning', help: expect.stringContaining('collection') })
})

it('a plan that brings it down again warns no longer, and other folders count for themselves', () => {
  expect(planned(47.5, { text: '' }, { [key]: { text: 'x'.repeat(1024 * 1024) } }).diagnostics).toEqual([])
  expect(planned(40, { text: '' }, {}, '/config/sniffer2/').diagnostics).toEqual([])
})

/** `megabytes` of other people's keys below the folder. */
function planned(
  megabytes: number,
  value: { text: string },
  managed = {},
  folder = '/config/sniffer/nodes/',
) {
  const input = planInput({ desired: { [key]: value, '/config/sniffer2/json': { n: 1 } }, managed })
  const foreign = Array.from({ length: Math.ceil(megabytes) }, (_, index): [string, KeyValue] => {
    const bytes = Math.min(1, megabytes - index) * mebibyte.length
    const name = `${folder}${index}`
    const numbers = { createRevision: 2, modRevision: 2, version: 1, lease: '0' }
    return [name, { key: name, value: mebibyte.subarray(0, bytes), ...numbers }]
  })
  return makePlan({
    ...input,
    live: { ...input.live, entries: new Map([...input.live.entries, ...foreign]) },
  })
}
