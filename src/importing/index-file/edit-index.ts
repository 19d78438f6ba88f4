import { memberName, textLiteral } from '../modules/literals.ts'
import { extendLiteral, type Splice, splice } from './extend-literal.ts'
import { findWorkspaceLiteral, type IndexParts, memberOf, type SyntaxNode } from './find-workspace-literal.ts'
import type {
  EnvironmentAddition,
  EnvironmentSettings,
  IndexAdditions,
  UneditableIndex,
} from './index-additions.ts'
import { keptSplices, keptText, needsKept } from './kept-secrets.ts'

/**
 * The text of `configs/index.ts` with more in it; whatever else is there stays as it is. What is there already is not
 * added again.
 */
export async function editIndex(text: string, additions: IndexAdditions): Promise<string | UneditableIndex> {
  const removed = additions.removed
  const kept = removed === undefined ? text : await withoutComponent(text, removed)
  if (typeof kept !== 'string') return kept
  const index = await findWorkspaceLiteral(kept)
  if ('problem' in index) return index
  const splices = [
    ...importSplices(index, [...keptImport(index, additions), ...additions.imports]),
    ...listSplices(index, { name: 'components', brackets: '{}', elements: additions.components }),
    ...listSplices(index, {
      name: 'entries',
      brackets: '[]',
      elements: additions.entries.map((each) => `...${each}`),
    }),
    ...listSplices(index, {
      name: 'managedPrefixes',
      brackets: '[]',
      elements: additions.managedPrefixes.map(textLiteral),
    }),
    ...environmentSplices(index, additions.environments),
  ]
  const problem = splices.find((each) => 'problem' in each)
  if (problem !== undefined) return problem
  return splice(kept, splices as Splice[]) // none is a problem
}

/** A new `configs/index.ts` that holds nothing yet. */
export function emptyIndex(name: string): string {
  return `import { workspace } from 'appia'

export default workspace({
  name: ${textLiteral(name)},
  components: {},
  languages: [],
  environments: {},
})
`
}

type Outcome = Splice | UneditableIndex

function importSplices({ text, imports: present }: IndexParts, imports: IndexAdditions['imports']): Splice[] {
  const known = new Set(present.flatMap(({ names }) => names))
  const extended = imports.flatMap((each) => extendImport(text, present, each) ?? [])
  const lines = imports.flatMap((each) => {
    const { names, from } = each
    const missing = names.filter((name) => !known.has(name))
    const isThere = missing.length === 0 || extendImport(text, present, each) !== undefined
    return isThere ? [] : [`import { ${missing.join(', ')} } from ${textLiteral(from)}\n`]
  })
  const last = present.at(-1)
  const at = last === undefined ? 0 : lineEnd(text, last.end)
  return lines.length === 0 ? extended : [...extended, { start: at, end: at, text: lines.join('') }]
}

type Imported = IndexAdditions['imports'][number]

/** Names more in an import of `appia`; undefined where there is none whose names stand in braces. */
function extendImport(
  text: string,
  present: IndexParts['imports'],
  { names, from }: Imported,
): Splice | undefined {
  const statement = present.find((each) => from === 'appia' && each.from === from)
  const missing = names.filter((name) => !statement?.names.includes(name))
  if (statement === undefined || missing.length === 0) return undefined
  const statementText = text.slice(statement.start, statement.end)
  const [, head = '', inside] = /^([^{]*\{ )([^{}\n]*) \}/.exec(statementText) ?? []
  if (inside === undefined) return undefined
  const start = statement.start + head.length
  const sorted = [...inside.split(', '), ...missing].sort((a, b) => (bareName(a) < bareName(b) ? -1 : 1))
  return { start, end: start + inside.length, text: sorted.join(', ') }
}

/** `type Environment` goes by its name. */
function bareName(specifier: string): string {
  return specifier.replace(/^type /, '').toLowerCase()
}

/** `kept`, where an environment is to say it. */
function keptImport(index: IndexParts, { environments }: IndexAdditions): Imported[] {
  const present = memberOf(index.literal, 'environments')
  const isUsed = environments.some((each) => needsKept(memberOf(present, each.name), each))
  return isUsed ? [{ names: ['kept'], from: 'appia' }] : []
}

/** Behind the line that holds the place before `end`. */
function lineEnd(text: string, end: number): number {
  const found = text.indexOf('\n', end)
  return found < 0 ? text.length : found + 1
}

interface ListAddition {
  readonly name: string
  readonly brackets: '{}' | '[]'
  /** As they are written. */
  readonly elements: readonly string[]
}

function listSplices(index: IndexParts, { name, brackets, elements }: ListAddition): Outcome[] {
  if (elements.length === 0) return []
  const member = memberOf(index.literal, name)
  if (member === undefined)
    return [addMember(index, name, [brackets[0] as string, brackets[1] as string, ...elements])]
  const wanted = brackets === '{}' ? 'ObjectExpression' : 'ArrayExpression'
  if (member.type !== wanted)
    return [{ problem: `${name} is not written out there: add ${elements.join(', ')} to it` }]
  return [extendLiteral(index.text, member, elements)]
}

/** A member more, in front of the environments where they are, since these come last. */
function addMember(
  { text, literal }: IndexParts,
  name: string,
  [open, close, ...elements]: readonly string[],
): Splice {
  const environments = literal.properties.find((each) => each.key?.name === 'environments')
  const flat = `${open}${elements.join(', ')}${close}`
  const long = `${open}\n${elements.map((each) => `    ${each},\n`).join('')}  ${close}`
  const member = `${name}: ${flat.length + name.length < 100 ? flat : long},`
  if (environments === undefined) return extendLiteral(text, literal, [member.slice(0, -1)])
  return { start: environments.start, end: environments.start, text: `${member}\n  ` }
}

function environmentSplices(index: IndexParts, additions: readonly EnvironmentAddition[]): Outcome[] {
  const environments = memberOf(index.literal, 'environments')
  if (additions.length === 0) return []
  if (environments?.type !== 'ObjectExpression') {
    const names = additions.map(({ name }) => name).join(', ')
    return [{ problem: `environments are not written out there: add ${names} to them` }]
  }
  const isKnown = ({ name }: EnvironmentAddition) => memberOf(environments, name) !== undefined
  const fresh = additions.filter((each) => !isKnown(each)).map(environmentText)
  const extended = additions.filter(isKnown).flatMap((each) => extendEnvironment(index, each))
  return [...(fresh.length > 0 ? [extendLiteral(index.text, environments, fresh)] : []), ...extended]
}

function extendEnvironment(index: IndexParts, addition: EnvironmentAddition): Outcome[] {
  const environment = memberOf(memberOf(index.literal, 'environments'), addition.name)
  return [...ownComponents(index, environment, addition), ...keptSplices(index.text, environment, addition)]
}

function ownComponents(
  index: IndexParts,
  environment: SyntaxNode | undefined,
  { name, components }: EnvironmentAddition,
): Outcome[] {
  if (components.length === 0) return []
  const own = components.map(({ member, variable }) => memberText(member, variable))
  if (environment?.type !== 'ObjectExpression')
    return [
      { problem: `environments.${name} is not written out there: give it components: { ${own.join(', ')} }` },
    ]
  const differing = memberOf(environment, 'components')
  if (differing === undefined)
    return [extendLiteral(index.text, environment, [`components: { ${own.join(', ')} }`])]
  if (differing.type !== 'ObjectExpression')
    return [
      { problem: `environments.${name}.components is not written out there: add ${own.join(', ')} to it` },
    ]
  return [extendLiteral(index.text, differing, own)]
}

/** An environment on lines of its own, each as deep as those in `environments` are. */
function environmentText(addition: EnvironmentAddition): string {
  const { name, settings = {}, components } = addition
  const members = [
    ...settingsText(settings),
    ...keptText(addition),
    ...(components.length > 0 ? [componentsText(components)] : []),
  ]
  const flat = `${memberName(name)}: { ${members.join(', ')} }`
  if (flat.length < 100 && !flat.includes('\n')) return flat
  return `${memberName(name)}: {\n${members.map((each) => `      ${each},\n`).join('')}    }`
}

function componentsText(components: EnvironmentAddition['components']): string {
  const own = components.map(({ member, variable }) => memberText(member, variable))
  const flat = `components: { ${own.join(', ')} }`
  return flat.length < 100
    ? flat
    : `components: {\n${own.map((each) => `        ${each},\n`).join('')}      }`
}

function memberText(member: string, variable: string): string {
  return member === variable ? variable : `${member}: ${variable}`
}

function settingsText({ endpoints, prefix }: EnvironmentSettings): string[] {
  const store =
    endpoints === undefined ? `store: 'embedded'` : `endpoints: [${endpoints.map(textLiteral).join(', ')}]`
  return [store, ...(prefix === undefined || prefix === '' ? [] : [`prefix: ${textLiteral(prefix)}`])]
}

/** Without a component and the import of it. */
async function withoutComponent(
  text: string,
  { variable, from }: NonNullable<IndexAdditions['removed']>,
): Promise<string | UneditableIndex> {
  const index = await findWorkspaceLiteral(text)
  if ('problem' in index) return index
  const components = memberOf(index.literal, 'components')
  if (components?.type !== 'ObjectExpression')
    return { problem: `components are not written out there: take out ${variable}` }
  const own = components.properties.filter((each) => each.key?.name !== variable)
  const kept = own.map(({ start, end }) => text.slice(start, end)).join(', ')
  const literal = { start: components.start, end: components.end, text: kept === '' ? '{}' : `{ ${kept} }` }
  const statement = index.imports.filter((each) => each.from === from && each.names.includes(variable))
  const lines = statement.map(({ start, end }) => ({ start, end: lineEnd(text, end), text: '' }))
  return splice(text, [literal, ...lines])
}
