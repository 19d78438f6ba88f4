import type { AuthoredChannel } from '../model/index.ts'

/** What generated code of any language tells of a workspace beside its schemas. */
export interface NativeInput {
  readonly channels: readonly AuthoredChannel[]
  readonly keys: readonly NamedKey[]
}

/** A key in etcd, without an environment's prefix. */
export interface NamedKey {
  /** `sniffer_iface_configs` */
  readonly name: string
  readonly key: string
  /** What lies there. */
  readonly about: string
}

/** `sniffer → detector, push/pull on port 5571; sniffer binds` */
export function describeChannel({ from, to, pattern, port }: AuthoredChannel): string {
  const binding = from.isBinding ? from : to
  return `${from.component} → ${to.component}, ${pattern} on port ${port}; ${binding.component} binds`
}
