import { Ajv2020 } from 'ajv/dist/2020.js'
import { isMultipleOf } from '../../src/schema/index.ts'

/** Ajv as it comes, but for steps, which it divides as doubles. */
export function plainAjv(strict: boolean): Ajv2020 {
  const ajv = new Ajv2020({
    strict,
    allErrors: true,
    ownProperties: true,
    strictRequired: false,
    allowUnionTypes: true,
    logger: false,
  })
  ajv.addVocabulary(['x-effect', 'discriminator'])
  ajv.removeKeyword('multipleOf')
  return ajv.addKeyword({
    keyword: 'multipleOf',
    type: 'number',
    validate: (step: number, value: number) => isMultipleOf(value, step),
  })
}
