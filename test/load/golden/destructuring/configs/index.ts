import { component, workspace } from 'appia'
const defaults = { port: 5571, limits: { high: 1000, low: [1, 2] }, name: 'a' }
const { port, limits: { high, low: [first, second = 9, third = 3] }, name: renamed, absent = 'fallback' } = defaults
function take({ port: taken = 1, extra = 'parameter' }: { port?: number; extra?: string }, [head, ...tail]: number[]) {
  return { taken, extra, head, tail }
}
let swappedA = 10
let swappedB = 20
;[swappedA, swappedB] = [swappedB, swappedA]
const target: { inner?: number } = {}
;({ port: target.inner } = defaults)
const value = { port, high, first, second, third, renamed, absent, taken: take(defaults, [7, 8, 9]), swappedA, swappedB, target }
export default workspace({ name: 'golden', components: { c: component('c', value) }, environments: { local: { store: 'embedded' } } })
