/**
 * What stands for a value that is not known yet: every member, call and element of it is blank too, so that modules run
 * to their end and all that they ask for is known after one evaluation. A number or text made of it is 0 or ''.
 */
export function blank(): unknown {
  const stand: unknown = new Proxy(() => {}, { get: memberOf, apply: blank, construct: () => ({}) })
  return stand
}

function memberOf(_target: object, name: PropertyKey): unknown {
  if (name === Symbol.toPrimitive) return (hint: string) => (hint === 'string' ? '' : 0)
  if (name === Symbol.iterator) return () => [][Symbol.iterator]()
  // JSON.stringify and await must not take it for something with a say of its own.
  return typeof name === 'symbol' || name === 'toJSON' || name === 'then' ? undefined : blank()
}
