import { component, workspace } from 'appia'
enum Mode {
  Disabled,
  HostBased = 5,
  Gateway,
}
enum Role {
  Wan = 'wan',
  Lan = 'lan',
}
const enum Inlined {
  Size = 64,
}
const role: Role = Role.Lan
const value = { disabled: Mode.Disabled, host: Mode.HostBased, gateway: Mode.Gateway, role, wan: Role['Wan'], size: Inlined.Size, name: Mode[5] }
export default workspace({ name: 'golden', components: { c: component('c', value) }, environments: { local: { store: 'embedded' } } })
