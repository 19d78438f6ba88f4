import { expect, it, onTestFinished } from 'vitest'
import { Publisher, Subscriber } from 'zeromq'
import type { JsonObject } from '../../src/model/index.ts'
import { completed } from './real-workspace.ts'

const published = endpointOf(completed('detector').network, 'output_socket')
const subscribed = (completed('firewall').zmq as { endpoint: string }).endpoint

it('the firewall gets what the detector publishes: each end with its own address', async () => {
  const publisher = new Publisher()
  const subscriber = new Subscriber({ receiveTimeout: 10_000 })
  onTestFinished(() => [publisher, subscriber].forEach((socket) => void socket.close()))
  await publisher.bind(published.replace(/\d+$/, '*'))
  const port = publisher.lastEndpoint?.split(':').at(-1) ?? ''
  subscriber.connect(subscribed.replace(/\d+$/, port))
  subscriber.subscribe()
  const sending = setInterval(() => void publisher.send('verdict'), 20)
  onTestFinished(() => clearInterval(sending))
  const [message] = await subscriber.receive()
  expect(message?.toString()).toBe('verdict')
})

function endpointOf(network: unknown, socket: string): string {
  return ((network as JsonObject)[socket] as { endpoint: string }).endpoint
}
