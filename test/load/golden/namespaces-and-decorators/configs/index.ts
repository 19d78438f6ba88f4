import { component, workspace } from 'appia'
namespace Net {
  export const mtu = 1500
  export const { a, ...rest } = { a: 1, b: 2 }
  export const frame = (size: number) => ({ size, mtu })
  export namespace Inner {
    export const deep = { name: 'deep' }
  }
}
const double = (n: number) => n * 2
enum Level {
  Low = 1,
  High = double(4),
}
const plain = (_value: unknown, _context: unknown) => undefined
@plain
class Limits {
  @plain soft = 10
  @plain grow(by: number) {
    return { soft: this.soft, by }
  }
}
const value = {
  mtu: Net.mtu,
  a: Net.a,
  rest: Net.rest,
  frame: Net.frame(9000),
  deep: Net.Inner.deep,
  high: Level.High,
  grown: new Limits().grow(5),
}
export default workspace({ name: 'golden', components: { c: component('c', value) }, environments: { local: { store: 'embedded' } } })
