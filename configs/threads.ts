import { profile, profiles } from './profiles.ts'

/** Threads of the sniffer by task. Its loader sets the total to the workers of the profile; only the tasks start threads. */
export const snifferThreads = {
  ring_consumer_threads: 1,
  feature_processor_threads: 1,
  zmq_sender_threads: 1,
  statistics_collector_threads: 1,
  total_worker_threads: profiles[profile].worker_threads,
}

/** Threads of the detector by task, and their sum. */
export const detectorThreads = withTotal({
  worker_threads: 2,
  protobuf_deserializer_threads: 1,
  feature_extractor_threads: 1,
  ml_inference_threads: 2,
  zmq_sender_threads: 1,
})

/** Processors that the sniffer's threads are pinned to where that is enabled. */
export const snifferProcessors = {
  ring_consumers: [0, 1],
  processors: [2, 3, 4, 5],
  zmq_senders: [6, 7],
  statistics: [8],
}

function withTotal<Threads extends { readonly [task: string]: number }>(threads: Threads) {
  return { ...threads, total_worker_threads: Object.values(threads).reduce((sum, count) => sum + count) }
}
