/** A component's configuration. Its key is `/config/<name>/json`, its schema `schemas/<name>.schema.json`. */
export interface Component<Input = unknown> {
  readonly kind: 'component'
  readonly name: string
  readonly value: Input
}

/** Declares the configuration of one component; `Input` is the generated `<Name>Input`. */
export function component<Input>(name: string, value: Input): Component<Input> {
  return { kind: 'component', name, value }
}
