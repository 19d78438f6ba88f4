import type { InspectedEndpoint } from '../../app/observing/index.ts'
import type { SampledEndpoint, Samples } from '../board.ts'

/** How etcd answered at a moment. */
export interface Sample {
  readonly at: number
  readonly endpoints: readonly {
    readonly name: string
    readonly latency: number | null
    readonly size: number | null
  }[]
}

/** Measurements of the last day: the last hour whole, what is older one a minute. */
export interface SampleLog {
  add(sample: Sample): void
  all(): Samples
}

const hour = 3_600_000
const day = 24 * hour
const minute = 60_000

/** What is measured of endpoints at a moment; null of one that does not answer. */
export function sampleOf(at: number, endpoints: readonly InspectedEndpoint[]): Sample {
  return {
    at,
    endpoints: endpoints.map(({ endpoint, reachable, latencyMilliseconds = null, sizeBytes = null }) => ({
      name: endpoint,
      latency: reachable ? latencyMilliseconds : null,
      size: reachable ? sizeBytes : null,
    })),
  }
}

/** Keeps samples in memory. */
export function openSampleLog(): SampleLog {
  let samples: Sample[] = []
  return {
    add(sample) {
      // what is later was measured before the clock was put back
      const before = samples.filter(({ at }) => at < sample.at)
      samples = thinned([...before, sample], sample.at)
    },
    all: () => columnsOf(samples),
  }
}

/** Of what is older than an hour, the worst of each minute: a peak is what one looks for. */
function thinned(samples: readonly Sample[], now: number): Sample[] {
  const old = samples.filter(({ at }) => at <= now - hour && at > now - day)
  const kept = new Map<number, Sample>()
  for (const sample of old) {
    const slot = Math.floor(sample.at / minute)
    const other = kept.get(slot)
    kept.set(slot, other === undefined || worst(sample) > worst(other) ? sample : other)
  }
  return [...kept.values(), ...samples.filter(({ at }) => at > now - hour)]
}

function worst({ endpoints }: Sample): number {
  return Math.max(0, ...endpoints.map(({ latency }) => latency ?? Number.POSITIVE_INFINITY))
}

function columnsOf(samples: readonly Sample[]): Samples {
  const names = [...new Set(samples.flatMap(({ endpoints }) => endpoints.map(({ name }) => name)))]
  const endpoints = names.map((name): SampledEndpoint => {
    const own = samples.map((sample) => sample.endpoints.find((each) => each.name === name))
    return {
      name,
      latency: own.map((each) => each?.latency ?? null),
      size: own.map((each) => each?.size ?? null),
    }
  })
  return { times: samples.map(({ at }) => at), endpoints }
}
