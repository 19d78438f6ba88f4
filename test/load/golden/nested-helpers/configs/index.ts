import { component, workspace } from 'appia'
import { labels, pipeline, socket } from './sockets'
const value = { input: socket(5571), output: socket(5572, 'bind'), names: labels('a', 'b'), pipeline: pipeline() }
export default workspace({ name: 'golden', components: { c: component('c', value) }, environments: { local: { store: 'embedded' } } })
