import { expect, it } from 'vitest'
import { prometheusLabels, Upkeep } from '../../src/agent/followers/index.ts'

/** A look that ends when it is told to. */
function slow() {
  let looks = 0
  let end: () => void = () => undefined
  const upkeep = new Upkeep(() => {
    looks++
    return new Promise((resolve) => {
      end = resolve
    })
  })
  return { upkeep, looks: () => looks, end: () => end() }
}

it('looks that are asked for during one become one more', async () => {
  const { upkeep, looks, end } = slow()
  upkeep.look()
  upkeep.look()
  upkeep.look()
  expect(looks()).toBe(1)
  end()
  await expect.poll(looks).toBe(2)
  const settled = upkeep.settle()
  end()
  await settled
  expect(looks()).toBe(2)
})

it('a look that is asked for when one has just ended is not lost', async () => {
  let looks = 0
  const upkeep: Upkeep = new Upkeep(async () => {
    if (++looks < 3) queueMicrotask(() => upkeep.look())
  })
  upkeep.look()
  await expect.poll(() => looks).toBe(3)
  await upkeep.settle()
})

it('what is tried again later is not tried again once it was looked after', async () => {
  let looks = 0
  const upkeep = new Upkeep(async () => {
    looks++
    if (looks === 1) upkeep.lookAgainIn(50)
  })
  upkeep.look()
  await upkeep.settle()
  upkeep.look()
  await upkeep.settle()
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(looks).toBe(2)
  upkeep.lookAgainIn(1)
  await expect.poll(() => looks).toBe(3)
})

it('once it is closed the look at hand is told and waited for, and none begins', async () => {
  const { upkeep, looks, end } = slow()
  upkeep.look()
  upkeep.look()
  upkeep.signal.addEventListener('abort', end)
  await upkeep.close()
  expect(upkeep.isClosed).toBe(true)
  upkeep.look()
  upkeep.lookAgainIn(1)
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(looks()).toBe(1)
})

it('labels of Prometheus take any text', () => {
  expect(prometheusLabels({ table: 'a"b', rule: 'c\\d\ne\tf' })).toBe('{table="a\\"b",rule="c\\\\d\\ne\tf"}')
  expect(prometheusLabels({})).toBe('{}')
})
