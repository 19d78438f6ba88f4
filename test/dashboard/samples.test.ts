import { describe, expect, it } from 'vitest'
import { afterSample } from '../../src/dashboard/page/live/after-sample.ts'
import { openSampleLog, sampleOf } from '../../src/dashboard/state/samples.ts'
import { start } from './board-samples.ts'

const hour = 3_600_000

function endpoint(latencyMilliseconds: number) {
  return { endpoint: 'e1', reachable: true, faults: [], latencyMilliseconds, sizeBytes: 1000 }
}

const line = (latencyMilliseconds: number) => ({
  ...{ name: 'e1', isServing: true, words: [], faults: [], latencyMilliseconds, sizeBytes: 1000 },
})

/** Measured at these moments after the start, each with how late it was. */
function logged(...samples: readonly (readonly [after: number, latency: number])[]) {
  const log = openSampleLog()
  for (const [after, latency] of samples) log.add(sampleOf(start + after, [endpoint(latency)]))
  return log.all()
}

describe('measurements over time', () => {
  it('of what is older than an hour keep the worst of a minute, and nothing of the day before', () => {
    const { times, endpoints } = logged([0, 1], [5000, 9], [10_000, 2], [2 * hour, 3], [25 * hour, 4])
    expect(times.map((time) => time - start)).toEqual([2 * hour, 25 * hour])
    expect(endpoints[0]?.latency).toEqual([3, 4])
    expect(logged([0, 1], [5000, 9], [10_000, 2], [2 * hour, 3]).endpoints[0]?.latency).toEqual([9, 3])
  })

  it('stay in order where the clock is put back', () => {
    const { times, endpoints } = logged([0, 1], [hour, 2], [1000, 3], [6000, 4])
    expect(times.map((time) => time - start)).toEqual([0, 1000, 6000])
    expect(endpoints).toEqual([{ name: 'e1', latency: [1, 3, 4], size: [1000, 1000, 1000] }])
  })
})

describe('measurements on the page', () => {
  const known = logged([0, 1], [hour, 2])

  it('grow by one, and an endpoint that is new has a gap before', () => {
    const { times, endpoints } = afterSample(known, start + hour + 5000, [{ ...line(3), name: 'e2' }])
    expect(times.map((time) => time - start)).toEqual([0, hour, hour + 5000])
    expect(endpoints.map(({ name, latency }) => [name, latency])).toEqual([
      ['e1', [1, 2, null]],
      ['e2', [null, null, 3]],
    ])
  })

  it('count once what was asked for and is told, too', () => {
    expect(afterSample(known, start + hour, [line(2)])).toBe(known)
    expect(afterSample(known, start + hour - 2000, [line(2)])).toBe(known)
  })

  it('go on where the clock of the server is put back', () => {
    const { times, endpoints } = afterSample(known, start + 1000, [line(3)])
    expect(times.map((time) => time - start)).toEqual([0, 1000])
    expect(endpoints[0]?.latency).toEqual([1, 3])
  })

  it('are of the last day', () => {
    expect(afterSample(known, start + 24.5 * hour, [line(3)]).times).toHaveLength(2)
  })
})
