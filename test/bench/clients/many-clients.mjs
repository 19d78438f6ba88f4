// Plain JavaScript, on the client library of whichever checkout is named: connects, delivers, closes; prints what it took, ms.
const [path, endpoint, text] = process.argv.slice(2)
const { UnifiedEtcdClient } = await import(path)
const schemas = {
  sniffer: {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Sniffer',
    type: 'object',
    properties: { n: { type: 'integer' }, name: { type: 'string', maxLength: 20 } },
    additionalProperties: false,
  },
}
const count = Number(text)
const put = await UnifiedEtcdClient.connect({
  component: 'writer',
  endpoints: [endpoint],
  startTimeoutMs: 60_000,
})
const write = async (n) => {
  if (n === 1) return await put.putConfig('sniffer', { n })
  await put.parts.store.txn({
    compare: [],
    success: [{ kind: 'put', key: '/config/sniffer/json', value: Buffer.from(JSON.stringify({ n })) }],
    failure: [],
  })
}
await write(1)
const cpu = process.cpuUsage()
const timed = async (task) => {
  const start = performance.now()
  await task()
  return performance.now() - start
}
let clients = []
const connect = await timed(async () => {
  clients = await Promise.all(
    Array.from({ length: count }, (_, n) =>
      UnifiedEtcdClient.connect({
        component: 'sniffer',
        node: `n${n}`,
        endpoints: [endpoint],
        schemas,
        startTimeoutMs: 120_000,
      }),
    ),
  )
})
const deliver = await timed(async () => {
  const heard = Promise.all(
    clients.map(
      (client) => new Promise((resolve) => client.watchConfig('sniffer', ({ n }) => n === 2 && resolve())),
    ),
  )
  await write(2)
  await heard
})
const close = await timed(() => Promise.all(clients.map((client) => client.close())))
await put.close()
const { user, system } = process.cpuUsage(cpu)
process.stdout.write(JSON.stringify({ connect, deliver, close, cpu: (user + system) / 1000 }))
