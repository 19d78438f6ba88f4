import { decodePointer } from '../../model/index.ts'

/** Members that mean something else in a config module. */
const reservedNames: { readonly [name: string]: string } = {
  $secret: 'has a name that stands for a secret in a config',
  $quantity: 'has a name that stands for a quantity in a config',
}

/** Why the member that a pointer ends in cannot stand in a config module; undefined where it can. */
export function problemOfName(pointer: string): string | undefined {
  const name = pointer === '' ? undefined : decodePointer(pointer).at(-1)
  if (name === '__proto__') return 'has a name that no member of an object literal can have'
  return name !== undefined && Object.hasOwn(reservedNames, name) ? reservedNames[name] : undefined
}
