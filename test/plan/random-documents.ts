import fc from 'fast-check'
import type { JsonValue } from '../../src/model/index.ts'

const scalar = fc.oneof(
  fc.integer({ min: 0, max: 3 }),
  fc.constantFrom('a', 'b', '', '0'),
  fc.boolean(),
  fc.constant(null),
)

const secret = fc.record({ $secret: fc.constantFrom('p', 'q') })

/** Documents small enough to be alike often: nested lists, lists of objects with and without names, secrets. */
export const document: fc.Arbitrary<JsonValue> = fc.letrec<{ document: JsonValue; object: JsonValue }>(
  (tie) => ({
    object: fc.dictionary(fc.constantFrom('a', 'b', '0', 'x/y', '__proto__', ''), tie('document'), {
      maxKeys: 4,
    }),
    document: fc.oneof(
      { maxDepth: 4 },
      scalar,
      secret,
      fc.array(scalar, { maxLength: 6 }),
      fc.array(
        fc.record(
          { name: fc.constantFrom('p', 'q', 'r', 's', 1), x: tie('document'), y: scalar },
          { requiredKeys: ['name'] },
        ),
        { maxLength: 4 },
      ) as fc.Arbitrary<JsonValue>,
      tie('object'),
      fc.array(tie('document'), { maxLength: 4 }),
    ),
  }),
).document

const leaf = fc.oneof(fc.constantFrom<JsonValue>(0, 1, 'a', null, [], {}), secret)

/** Documents of a few values: two of them are often the same but for one thing. */
export const smallDocument: fc.Arbitrary<JsonValue> = fc.letrec<{ document: JsonValue }>((tie) => ({
  document: fc.oneof(
    { maxDepth: 3 },
    leaf,
    leaf,
    fc.array(tie('document'), { maxLength: 3 }),
    fc.array(fc.record({ id: fc.constantFrom(1, 2, 3), v: tie('document') }), {
      maxLength: 3,
    }) as fc.Arbitrary<JsonValue>,
    fc.dictionary(fc.constantFrom('a', '0'), tie('document'), { maxKeys: 2 }),
  ),
})).document
