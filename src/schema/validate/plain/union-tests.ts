import { isJsonObject, type JsonObject, type JsonValue, valueAt } from '../../../model/index.ts'
import { localReference } from '../../position.ts'
import { isSecretMark } from '../../secret-mark.ts'
import { isUsableDiscriminator } from '../usable-discriminator.ts'
import { listOf, type MakeTest, NotPlain, type Test } from './test.ts'

/** What keywords ask of a value that hand it to other subschemas. */
export const unionTests: Readonly<Record<string, MakeTest>> = {
  $ref: ({ $ref }, making) => making.test(referred(making.document, $ref)),
  allOf: (node, making) => {
    const tests = listOf(node, 'allOf').map(making.test)
    return (value) => tests.every((test) => test(value))
  },
  anyOf: (node, making) => {
    const tests = listOf(node, 'anyOf').map(making.test)
    return (value) => tests.some((test) => test(value))
  },
  oneOf: (node, making) => {
    const branches = listOf(node, 'oneOf')
    const tests = branches.map(making.test)
    const isTagged = node.discriminator !== undefined && isUsableDiscriminator(making.document, node)
    if (isTagged && (branches.some(isSecret) || saysMore(node.discriminator))) throw new NotPlain()
    // Ajv goes by the tag then, and what is no object has none.
    const isFree: Test = isTagged ? (value) => !isJsonObject(value) : () => false
    return (value) => isFree(value) || tests.filter((test) => test(value)).length === 1
  },
  not: (node, making) => {
    const test = making.test(node.not)
    return (value) => !test(value)
  },
  if: (node, making) => {
    const isMet = making.test(node.if)
    const [met, unmet] = [node.then, node.else].map((branch) => making.test(branch ?? true)) as [Test, Test]
    return (value) => (isMet(value) ? met(value) : unmet(value))
  },
}

/** What a reference leads to. Of a secret nothing is left but that it is one. */
function referred(document: JsonObject, reference: JsonValue | undefined): JsonValue | undefined {
  const target = localReference(reference)
  // A percent sign in a name is not read alike by all.
  if (target === undefined || String(reference).includes('%25')) throw new NotPlain()
  const segments = target.split('/')
  const holders = segments.slice(1).map((_, index) => segments.slice(0, index + 1).join('/'))
  if (holders.some((pointer) => isSecret(valueAt(document, pointer)))) throw new NotPlain()
  return valueAt(document, target)
}

/** Than the name of the tag, which Ajv refuses. */
function saysMore(discriminator: JsonValue | undefined): boolean {
  return isJsonObject(discriminator) && Object.keys(discriminator).length > 1
}

function isSecret(subschema: JsonValue | undefined): boolean {
  return isJsonObject(subschema) && isSecretMark(subschema['x-secret'])
}
