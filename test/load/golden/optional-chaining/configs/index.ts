import { component, workspace } from 'appia'
const present: { port?: number; inner?: { list?: number[]; make?: () => number } } = { port: 1, inner: { list: [5], make: () => 9 } }
const absent = undefined as typeof present | undefined
const value = {
  port: present?.port,
  list: present.inner?.list?.[0],
  made: present.inner?.make?.(),
  missing: absent?.inner?.list?.[0] ?? 'default',
  called: absent?.inner?.make?.() ?? 2,
  deep: absent?.inner!.list!.length ?? 'short',
}
export default workspace({ name: 'golden', components: { c: component('c', value) }, environments: { local: { store: 'embedded' } } })
