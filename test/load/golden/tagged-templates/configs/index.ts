import { component, workspace } from 'appia'
const port = 5571
const address = (texts: TemplateStringsArray, host: string, at: number) => ({ host, at, scheme: texts[0] })
const make = { endpoint: (texts: TemplateStringsArray, ...parts: unknown[]) => String.raw({ raw: texts }, ...parts) }
const value = {
  split: address`tcp://${'lab-01'}:${port}`,
  joined: make.endpoint`tcp://${'lab-02'}:${port}`,
  raw: String.raw`\w+:${port}`,
}
export default workspace({ name: 'golden', components: { c: component('c', value) }, environments: { local: { store: 'embedded' } } })
