import { component, workspace } from 'appia'
const ports = new Map([
  ['ssh', 22],
  ['web', 443],
])
ports.set('web', 8443).set('rdp', 3389)
const unique = new Set([1, 2, 1])
unique.add(3)
const value = {
  ssh: ports.get('ssh'),
  all: Object.fromEntries(ports),
  values: [...ports.values()],
  names: [...ports.keys()],
  pairs: Array.from(ports, ([name, port]) => ({ name, port })),
  unique: [...unique],
  entries: Object.fromEntries(Object.entries({ a: 1, b: 'two' }).map(([name, each]) => [`${name}_x`, each])),
  keys: Object.keys({ eth1: 0, eth3: 0 }),
  objectValues: Object.values({ p: 7 }),
}
export default workspace({ name: 'golden', components: { c: component('c', value) }, environments: { local: { store: 'embedded' } } })
