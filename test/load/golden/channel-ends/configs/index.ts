import { component, workspace } from 'appia'
import { kibibytes, seconds, secret } from 'appia'
import { flows, period, verdicts } from './channels'
const value = { output: flows.producer, input: flows.consumer, verdicts, interval: seconds(30), size: kibibytes(64), token: secret('token'), period }
export default workspace({ name: 'golden', components: { c: component('c', value) }, environments: { local: { store: 'embedded' } } })
