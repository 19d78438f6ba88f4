import type { UneditableIndex } from './index-additions.ts'

/** As much of a syntax tree as is looked at. */
export interface SyntaxNode {
  readonly type: string
  readonly start: number
  readonly end: number
  /** Of an object literal. */
  readonly properties: readonly PropertyNode[]
  /** Of a list literal. */
  readonly elements: readonly SyntaxNode[]
}

interface PropertyNode extends SyntaxNode {
  readonly key?: { readonly name?: string; readonly value?: unknown }
  readonly value?: SyntaxNode
}

/** The parts of `configs/index.ts` that an import adds to. */
export interface IndexParts {
  readonly text: string
  /** What `workspace()` is given. */
  readonly literal: SyntaxNode
  readonly imports: readonly ImportNode[]
}

/** Finds `export default workspace({ … })`. */
export async function findWorkspaceLiteral(text: string): Promise<IndexParts | UneditableIndex> {
  const { parseSync } = await import('oxc-parser')
  const { program, errors } = parseSync('index.ts', text, { sourceType: 'module', lang: 'ts' })
  const [error] = errors
  if (error !== undefined) return { problem: `it is not valid TypeScript: ${error.message}` }
  // The parser's own types are wider than what is looked at.
  const statements = program.body as unknown as readonly StatementNode[]
  const exported = statements.find(({ type }) => type === 'ExportDefaultDeclaration')?.declaration
  const [literal] = exported?.callee?.name === 'workspace' ? (exported.arguments ?? []) : []
  if (literal?.type !== 'ObjectExpression')
    return { problem: 'it does not end with `export default workspace({ … })`' }
  const imports = statements.filter(({ type }) => type === 'ImportDeclaration')
  return {
    text,
    literal,
    imports: imports.map(({ start, end, specifiers = [], source }) => {
      return { start, end, names: specifiers.map(({ local }) => local.name), from: source?.value ?? '' }
    }),
  }
}

/** An import statement, and what it brings in. */
interface ImportNode {
  readonly start: number
  readonly end: number
  readonly names: readonly string[]
  readonly from: string
}

interface StatementNode {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly source?: { readonly value: string }
  readonly specifiers?: readonly { readonly local: { readonly name: string } }[]
  readonly declaration?: {
    readonly callee?: { readonly name?: string }
    readonly arguments?: readonly SyntaxNode[]
  }
}

/** The value of a member that an object literal spells out. */
export function memberOf(literal: SyntaxNode | undefined, name: string): SyntaxNode | undefined {
  if (literal?.type !== 'ObjectExpression') return undefined
  return literal.properties.find(({ key }) => key?.name === name || key?.value === name)?.value
}
