import type { BoardEndpoint, SampledEndpoint, Samples } from '../../board.ts'

const day = 86_400_000

/** The measurements with one more at the end; what is older than a day goes. */
export function afterSample(samples: Samples, at: number, endpoints: readonly BoardEndpoint[]): Samples {
  const { times } = samples
  if (at <= (times.at(-1) ?? 0)) return samples
  const kept = times.findIndex((time) => time > at - day)
  const from = kept < 0 ? times.length : kept
  const names = [...new Set([...samples.endpoints, ...endpoints].map(({ name }) => name))]
  return {
    times: [...times.slice(from), at],
    endpoints: names.map((name): SampledEndpoint => {
      const known = samples.endpoints.find((each) => each.name === name)
      const now = endpoints.find((each) => each.name === name)
      const gap = times.slice(from).map(() => null)
      return {
        name,
        latency: [...(known?.latency.slice(from) ?? gap), now?.latencyMilliseconds ?? null],
        size: [...(known?.size.slice(from) ?? gap), now?.sizeBytes ?? null],
      }
    }),
  }
}
