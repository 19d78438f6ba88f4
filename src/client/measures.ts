import type { Counter, Gauge, Histogram, Registry } from 'prom-client'

/** What the client counts. Labels are fixed words, never keys' values. */
export interface Measures {
  /** Runs a call to etcd, counted and timed under `operation`. */
  timed<T>(operation: string, call: () => Promise<T>): Promise<T>
  count(name: CounterName, label?: string): void
  /** Every number as plain data, by metric name and label. */
  snapshot(): Promise<MetricsSnapshot>
  /** Prometheus text exposition. */
  text(): Promise<string>
}

type CounterName = keyof typeof counterHelp

/** By metric name; a metric with labels holds one number a label value. */
export interface MetricsSnapshot {
  readonly [metric: string]: number | { readonly [label: string]: number }
}

/** Numbers that are asked for when metrics are read. */
export interface Gauges {
  readonly stalenessSeconds: () => number
  readonly isLive: () => boolean
  readonly keysetGeneration: () => number
  readonly keysHeld: () => number
  readonly messagesSealed: () => number
  readonly messagesOpened: () => number
}

const prefix = 'appia_client_'

/** Counters with the name of their one label, and what they count. */
const counterHelp = {
  connection_lost: ['range', 'times that a followed range lost its connection'],
  connection_restored: ['range', 'times that a followed range became live'],
  history_changed: ['range', 'times that the store held another history than was seen'],
  updates_missed: ['range', 'keys that a listing showed and the watch had not delivered'],
  config_updates: ['result', 'configuration documents that arrived: applied, unchanged, invalid or missing'],
  published_updates: [
    'result',
    'generations that arrived: applied, unchanged, missing, incomplete or invalid',
  ],
  keyset_updates: ['result', 'keysets that arrived: accepted, unchanged, refused or unreadable'],
  messages_rejected: ['reason', 'messages that were not opened'],
  cache_writes: ['result', 'writes of the disk cache: done or failed'],
  callback_failures: ['callback', 'callbacks of the component that threw'],
} as const satisfies Record<string, readonly [label: string, help: string]>

/** Something that was counted before anybody asked. */
type Pending = (metrics: Metrics) => void

/** As much is kept before the library is loaded though nobody has asked. */
const mostPending = 10_000

/**
 * Measures of one client. The library of metrics is loaded when somebody asks for them, or there is much to count: a client
 * starts without it.
 */
export function openMeasures(gauges: Gauges): Measures {
  let pending: Pending[] = []
  let opening: Promise<Metrics> | undefined
  let opened: Metrics | undefined
  const open = async (): Promise<Metrics> => {
    const metrics = await openMetrics(gauges)
    for (const count of pending) count(metrics)
    pending = []
    opened = metrics
    return metrics
  }
  const metrics = () => {
    opening ??= open()
    return opening
  }
  const tell = (count: Pending) => {
    if (opened !== undefined) return count(opened)
    pending.push(count)
    if (pending.length > mostPending) void metrics()
  }
  return {
    async timed(operation, call) {
      const start = performance.now()
      let result = 'failed'
      try {
        const value = await call()
        result = 'done'
        return value
      } finally {
        const passed = (performance.now() - start) / 1000
        tell(({ operations, seconds }) => {
          operations.inc({ operation, result })
          seconds.observe({ operation }, passed)
        })
      }
    },
    count(name, label = 'all') {
      tell(({ counters }) => counters.get(name)?.inc({ [counterHelp[name][0]]: label }))
    },
    snapshot: async () => toSnapshot(await (await metrics()).registry.getMetricsAsJSON()),
    text: async () => (await metrics()).registry.metrics(),
  }
}

interface Metrics {
  readonly registry: Registry
  readonly operations: Counter
  readonly seconds: Histogram
  readonly counters: ReadonlyMap<CounterName, Counter>
}

/** Opens a registry of its own, so that two clients in one process do not meet. */
async function openMetrics(gauges: Gauges): Promise<Metrics> {
  const { Counter, Gauge, Histogram, Registry } = await import('prom-client')
  const registry = new Registry()
  const registers = [registry]
  const operations = new Counter({
    name: `${prefix}operations_total`,
    help: 'interactions with etcd by operation and result',
    labelNames: ['operation', 'result'],
    registers,
  })
  const seconds = new Histogram({
    name: `${prefix}operation_seconds`,
    help: 'latency of interactions with etcd',
    labelNames: ['operation'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  })
  const counters = new Map<CounterName, Counter>()
  for (const [name, [label, help]] of Object.entries(counterHelp)) {
    const counter = new Counter({ name: `${prefix}${name}_total`, help, labelNames: [label], registers })
    // The keys of the table are its names.
    counters.set(name as CounterName, counter)
  }
  registerGauges(gauges, { Gauge, registers })
  return { registry, operations, seconds, counters }
}

function registerGauges(
  gauges: Gauges,
  { Gauge: GaugeClass, registers }: { Gauge: typeof Gauge; registers: Registry[] },
): void {
  const add = (name: string, help: string, read: () => number): void => {
    new GaugeClass({
      name: `${prefix}${name}`,
      help,
      registers,
      collect() {
        this.set(read())
      },
    })
  }
  add(
    'staleness_seconds',
    'seconds since the store last confirmed what is in memory',
    gauges.stalenessSeconds,
  )
  add('live', '1 while the configuration is followed live', () => Number(gauges.isLive()))
  add('keyset_generation', 'highest generation of the keyset accepted', gauges.keysetGeneration)
  add('keys_held', 'encryption keys held', gauges.keysHeld)
  add('messages_sealed', 'messages sealed since the start', gauges.messagesSealed)
  add('messages_opened', 'messages opened since the start', gauges.messagesOpened)
}

type MetricJson = Awaited<ReturnType<Registry['getMetricsAsJSON']>>[number]

function toSnapshot(metrics: readonly MetricJson[]): MetricsSnapshot {
  const snapshot: { [metric: string]: number | { [label: string]: number } } = {}
  for (const { name, values } of metrics) {
    for (const { value, labels, ...rest } of values) {
      const metric = 'metricName' in rest && typeof rest.metricName === 'string' ? rest.metricName : name
      const label = Object.values(labels).join(' ')
      if (label === '') snapshot[metric] = value
      else
        snapshot[metric] = {
          ...(snapshot[metric] as { [label: string]: number } | undefined),
          [label]: value,
        }
    }
  }
  return snapshot
}
