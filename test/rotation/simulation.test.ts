import { describe, expect, it } from 'vitest'
import { type Mutation, simulate } from './simulation.ts'

const seeds = Array.from({ length: 10 }, (_, index) => index + 1)

describe('1,000 rotations among members that are late, cut off and back', () => {
  it('leave no message that cannot be decrypted', () => {
    const results = seeds.map((seed) => ({ seed, ...simulate(seed, { rotations: 100 }) }))
    expect(results.filter(({ failed }) => failed > 0)).toEqual([])
    expect(results.every(({ messages, rotations }) => messages > 1000 && rotations === 100)).toBe(true)
  })

  it.each<Mutation>(['promotes-unacknowledged', 'retires-undrained', 'no-grace'])(
    'lose messages under a rotator that %s',
    (mutation) => {
      expect(seeds.some((seed) => simulate(seed, { rotations: 100, mutation }).failed > 0)).toBe(true)
    },
  )
})
