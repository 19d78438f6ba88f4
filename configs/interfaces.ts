import { entry } from 'appia'
import type { InterfacesInput } from '../generated/ts/interfaces.d.ts'

type InterfaceMap = InterfacesInput['interfaces']

/** What is captured where. */
export const captured: InterfaceMap = {
  eth1: { mode: 'host-based', role: 'wan' },
  eth3: { mode: 'gateway', role: 'lan' },
}

/** The map as the sniffer's loader takes it into the kernel. */
export const interfaces = entry({
  key: '/config/sniffer/iface_configs/json',
  component: 'sniffer',
  schema: 'interfaces',
  value: { interfaces: captured },
})

const descriptions: { readonly [name: string]: string } = {
  eth1: 'WAN-facing interface (192.168.56.20) - protects the host from OSX attacks',
  eth3: 'LAN-facing interface (192.168.100.1) - inspects transit traffic',
}

/** The sniffer's own view of the interface map: one host interface, one gateway interface, and the mode that follows. */
export const deployment = deploymentOf(captured)

function deploymentOf(map: InterfaceMap) {
  const host_interface = interfaceWith(map, 'host-based')
  const gateway_interface = interfaceWith(map, 'gateway')
  const mode = !gateway_interface ? 'host-only' : !host_interface ? 'gateway-only' : 'dual'
  return {
    mode,
    ...(host_interface && { host_interface }),
    ...(gateway_interface && { gateway_interface }),
  } as const
}

function interfaceWith(interfaces: InterfaceMap, mode: 'host-based' | 'gateway') {
  const names = Object.keys(interfaces).filter((name) => interfaces[name]?.mode === mode)
  if (names.length > 1) throw new Error(`the sniffer takes one ${mode} interface, not ${names.join(' and ')}`)
  const [name = ''] = names
  const found = interfaces[name]
  return found && { name, role: found.role, description: descriptions[name] ?? name }
}
