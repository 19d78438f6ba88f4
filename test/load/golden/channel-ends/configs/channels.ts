import { channel, minutes } from 'appia'
export const flows = channel({ from: 'sniffer', to: 'detector', port: 5571, pattern: 'push/pull', binds: 'from' })
const two = channel({ from: 'detector', to: 'firewall', port: 5572, pattern: 'pub/sub', binds: 'from', bindAddress: '0.0.0.0' })
export const { producer: { port, address, endpoint } } = two
export const verdicts = { port, address, endpoint, topic: two.consumer.socketType }
export const period = minutes(5)
