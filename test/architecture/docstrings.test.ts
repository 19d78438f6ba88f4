import { join } from 'node:path'
import { type ExportedDeclarations, Node, Project } from 'ts-morph'
import { beforeAll, describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')

/** Fewer words than this repeat the name. */
const fewestWords = 4

let project: Project
beforeAll(() => {
  project = new Project({ tsConfigFilePath: join(root, 'tsconfig.json'), skipAddingFilesFromTsConfig: true })
}, 60_000)

describe.each(['src/define/index.ts', 'src/client/index.ts'])('%s', (path) => {
  it('says of every export what it promises', () => {
    const exported = project.addSourceFileAtPath(join(root, path)).getExportedDeclarations()
    expect(exported.size).toBeGreaterThan(20)
    const silent = [...exported].flatMap(([name, declarations]) =>
      declarations.some((declaration) => wordsOf(textOf(declaration), name) >= fewestWords) ? [] : [name],
    )
    expect(silent).toEqual([])
  })

  it('says of every method and option that is public what it is, or names it so that nothing is left to say', () => {
    const exported = project.addSourceFileAtPath(join(root, path)).getExportedDeclarations()
    const silent = [...exported].flatMap(([name, declarations]) =>
      declarations.flatMap((declaration) => [
        ...undocumentedMethods(declaration).map((method) => `${name}.${method}`),
        ...numbersWithoutUnit(declaration).map((property) => `${name}.${property}`),
      ]),
    )
    expect(silent).toEqual([])
  })
})

/** The doc comment of a declaration; a variable's stands before its statement. */
function textOf(declaration: Node): string {
  const holder = Node.isVariableDeclaration(declaration) ? declaration.getVariableStatement() : declaration
  return Node.isJSDocable(holder)
    ? holder
        .getJsDocs()
        .map((doc) => doc.getInnerText())
        .join(' ')
    : ''
}

/** Words beyond those of the name itself. */
function wordsOf(text: string, name: string): number {
  const ownWords = new Set(name.split(/(?=[A-Z])/).map((word) => word.toLowerCase()))
  return (text.match(/[\p{L}\d`$]+/gu) ?? []).filter((word) => !ownWords.has(word.toLowerCase())).length
}

function undocumentedMethods(declaration: ExportedDeclarations): string[] {
  if (!Node.isClassDeclaration(declaration)) return []
  return [...declaration.getInstanceMethods(), ...declaration.getStaticMethods()]
    .filter((method) => method.getScope() === 'public' && !method.getName().startsWith('['))
    .filter((method) => wordsOf(textOf(method), '') < fewestWords)
    .map((method) => method.getName())
}

/** A number needs its unit, in the name or in its comment. */
function numbersWithoutUnit(declaration: ExportedDeclarations): string[] {
  if (!Node.isInterfaceDeclaration(declaration)) return []
  return declaration
    .getProperties()
    .filter((property) => /^number( \| undefined)?$/.test(property.getTypeNode()?.getText() ?? ''))
    .filter(
      (property) =>
        !/(Ms|Seconds|Milliseconds|Bytes)$/.test(property.getName()) && property.getJsDocs().length === 0,
    )
    .map((property) => property.getName())
}
