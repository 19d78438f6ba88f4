import { expect, it } from 'vitest'
import { oneAtATime } from '../../src/dashboard/state/one-at-a-time.ts'

it('what many ask is asked once, what is asked next waits, and a refusal ends nothing', async () => {
  const began: string[] = []
  const ends: (() => void)[] = []
  const { diff } = oneAtATime({
    plan: () => Promise.reject(new Error('not asked for')),
    diff: async ({ from }) => {
      began.push(from)
      await new Promise<void>((resolve) => ends.push(resolve))
      if (from === '@1') throw new Error('no such state')
      return { differences: [] }
    },
  })
  const [first, same, next] = [
    diff({ from: '@1', to: 'live' }),
    diff({ from: '@1', to: 'live' }),
    diff({ from: '@2', to: 'live' }),
  ]
  await expect.poll(() => began).toEqual(['@1'])
  ends[0]?.()
  await expect(first).rejects.toThrow('no such state')
  await expect(same).rejects.toThrow('no such state')
  await expect.poll(() => began).toEqual(['@1', '@2'])
  ends[1]?.()
  expect(await next).toEqual({ differences: [] })
  const again = diff({ from: '@2', to: 'live' })
  await expect.poll(() => began).toEqual(['@1', '@2', '@2'])
  ends[2]?.()
  await again
})
