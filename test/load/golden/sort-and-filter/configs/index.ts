import { component, workspace } from 'appia'
const ports = [443, 22, 3389, 80, 5571]
const rules = [
  { name: 'ssh', port: 22, priority: 2 },
  { name: 'web', port: 443, priority: 1 },
  { name: 'rdp', port: 3389, priority: 3 },
]
const value = {
  sorted: [...ports].sort((a, b) => a - b),
  byText: ports.toSorted(),
  low: ports.filter((port) => port < 1024),
  rules: rules.filter(({ port }) => port !== 443).sort((a, b) => b.priority - a.priority),
  names: rules.map((rule) => rule.name),
  found: ports.find((port) => port > 1000),
  at: ports.at(-1),
  sliced: ports.slice(1, 3),
  joined: [1].concat(2, [3, 4]),
  flat: [[5], [6, [7]]].flat(2),
  flatMapped: [1, 2].flatMap((n) => [n, n * 10]),
  reversed: [8, 9].reverse(),
  sum: [1, 2, 3].reduce((sum, n) => sum + n, 0),
  largest: ports.reduce((a, b) => (a > b ? a : b)),
  text: ['a', 'b'].join('-'),
  pushed: build(),
}
function build() {
  const list: number[] = []
  list.push(1, 2)
  list.unshift(0)
  list.splice(1, 1, 9)
  return list
}
export default workspace({ name: 'golden', components: { c: component('c', value) }, environments: { local: { store: 'embedded' } } })
