import { memberName } from '../modules/literals.ts'
import { extendLiteral, type Splice } from './extend-literal.ts'
import { memberOf, type SyntaxNode } from './find-workspace-literal.ts'
import type { EnvironmentAddition, UneditableIndex } from './index-additions.ts'

/** What a new environment says of secrets: whatever is live stays. */
export function keptText({ keptSecrets = [] }: EnvironmentAddition): string[] {
  return keptSecrets.length === 0 ? [] : ['secrets: kept()']
}

/** The same in an environment that is there: what it says already stays. */
export function keptSplices(
  text: string,
  environment: SyntaxNode | undefined,
  { name, keptSecrets = [] }: EnvironmentAddition,
): (Splice | UneditableIndex)[] {
  const missing = missingSources(environment, keptSecrets)
  if (missing.length === 0) return []
  const own = missing.map((each) => `${memberName(each)}: kept()`)
  const secrets = memberOf(environment, 'secrets')
  if (environment?.type !== 'ObjectExpression')
    return [{ problem: `environments.${name} is not written out there: give it secrets: kept()` }]
  if (secrets === undefined) return [extendLiteral(text, environment, ['secrets: kept()'])]
  return [extendLiteral(text, secrets, own)]
}

/** True where `kept` is used once an import has added to the environment. */
export function needsKept(
  environment: SyntaxNode | undefined,
  { keptSecrets = [] }: EnvironmentAddition,
): boolean {
  return missingSources(environment, keptSecrets).length > 0
}

/** Names that the environment has no source for; one that is not an object literal is one for all. */
function missingSources(environment: SyntaxNode | undefined, names: readonly string[]): readonly string[] {
  const secrets = memberOf(environment, 'secrets')
  if (secrets === undefined) return names
  if (secrets.type !== 'ObjectExpression' || memberOf(secrets, '*') !== undefined) return []
  return names.filter((name) => memberOf(secrets, name) === undefined)
}
