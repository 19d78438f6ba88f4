import { component, workspace } from 'appia'
class Socket {
  readonly mode = 'bind'
  static readonly defaults = { linger: 0 }
  #secret = 'hidden'
  private queue: number
  constructor(
    private readonly port: number,
    queue = 1000,
  ) {
    this.queue = queue
  }
  get endpoint() {
    return `tcp://127.0.0.1:${this.port}`
  }
  withQueue(queue: number) {
    this.queue = queue
    return this
  }
  build() {
    return { port: this.port, mode: this.mode, queue: this.queue, endpoint: this.endpoint, key: this.#secret, ...Socket.defaults }
  }
}
class Sub extends Socket {
  readonly topic = 'flows'
  build() {
    return { ...super.build(), topic: this.topic }
  }
}
const value = { socket: new Socket(5571).build(), chained: new Socket(5572, 10).withQueue(20).build(), sub: new Sub(5573).build() }
export default workspace({ name: 'golden', components: { c: component('c', value) }, environments: { local: { store: 'embedded' } } })
