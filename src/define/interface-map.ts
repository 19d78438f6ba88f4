export type InterfaceMode = 'disabled' | 'host-based' | 'gateway'
export type InterfaceRole = 'wan' | 'lan'

export interface InterfaceInput {
  readonly mode: InterfaceMode
  readonly role: InterfaceRole
}

/** Network interfaces by name (at most 15 bytes, at most 16 of them); names resolve to an index on the node that captures. */
export interface InterfaceMap {
  readonly kind: 'interface-map'
  readonly component: string
  readonly interfaces: { readonly [name: string]: InterfaceInput }
}

/** Declares what is captured where. Written to `/config/<component>/iface_configs/json`. */
export function interfaceMap(
  interfaces: { readonly [name: string]: InterfaceInput },
  options: { readonly component: string },
): InterfaceMap {
  return { kind: 'interface-map', component: options.component, interfaces }
}
