import type { BoardEndpoint, SampledEndpoint, Samples } from '../../board.ts'

const day = 86_400_000

/** What was asked for may hold what is told a moment later; beyond that, the server's clock was put back. */
const mostOverlap = 60_000

/** The measurements with one more at the end; what is older than a day goes, and what is later by a clock that was put back. */
export function afterSample(samples: Samples, at: number, endpoints: readonly BoardEndpoint[]): Samples {
  const last = samples.times.at(-1) ?? 0
  if (at <= last && at > last - mostOverlap) return samples
  const [from, to] = [countUpTo(samples.times, at - day), countUpTo(samples.times, at - 1)]
  const times = samples.times.slice(from, to)
  const names = [...new Set([...samples.endpoints, ...endpoints].map(({ name }) => name))]
  return {
    times: [...times, at],
    endpoints: names.map((name): SampledEndpoint => {
      const known = samples.endpoints.find((each) => each.name === name)
      const now = endpoints.find((each) => each.name === name)
      const gap = times.map(() => null)
      return {
        name,
        latency: [...(known?.latency.slice(from, to) ?? gap), now?.latencyMilliseconds ?? null],
        size: [...(known?.size.slice(from, to) ?? gap), now?.sizeBytes ?? null],
      }
    }),
  }
}

/** How many of ascending times are not after a moment. */
function countUpTo(times: readonly number[], moment: number): number {
  const after = times.findIndex((time) => time > moment)
  return after < 0 ? times.length : after
}
