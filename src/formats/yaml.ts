import type { Document, ParsedNode, Scalar } from 'yaml'
import { canonicalJson, type JsonValue } from '../model/index.ts'
import type { Format, Reading } from './format.ts'
import { isRounded } from './json.ts'
import { type LazyPackage, lazyPackage } from './lazy-package.ts'

/** The parser keeps ranges and comments; loaded where a document is YAML. */
export const yamlPackage: LazyPackage<typeof import('yaml')> = lazyPackage('yaml', () => import('yaml'))

/** YAML 1.2, core schema, with `<<`; one document. Written with sorted members, so that readers of 1.1 agree. */
export const yaml: Format = {
  name: 'YAML',
  read,
  write(value) {
    const { stringify } = yamlPackage.get()
    const sorted = JSON.parse(canonicalJson(value)) as JsonValue // canonical JSON
    return { text: stringify(sorted, { compat: 'yaml-1.1', lineWidth: 0, aliasDuplicateObjects: false }) }
  },
}

function read(text: string): Reading {
  const { parseDocument } = yamlPackage.get()
  const document = parseDocument(text, { schema: 'core', merge: true, uniqueKeys: true, prettyErrors: false })
  const [error] = document.errors
  if (error !== undefined) {
    const isTwice = error.code === 'DUPLICATE_KEY'
    return {
      problem: isTwice
        ? 'YAML with a member twice'
        : error.code === 'MULTIPLE_DOCS'
          ? 'YAML of several documents'
          : 'no YAML',
    }
  }
  if (document.warnings.length > 0) return { problem: 'YAML with a tag that JSON does not have' }
  const problem = problemOf(document)
  return problem === undefined ? readingOf(document) : { problem }
}

/** What JSON cannot carry, or would carry as something else. */
function problemOf(document: Document.Parsed<ParsedNode>): string | undefined {
  const { visit, isScalar } = yamlPackage.get()
  let problem: string | undefined
  visit(document, {
    Pair: (_, { key }) => {
      const isName = isScalar(key) && (typeof key.value === 'string' || isMerge(key))
      if (isName) return
      problem ??= 'YAML with a member whose name is not a text'
    },
    Scalar: (_, { value, source }: Scalar) => {
      if (
        typeof value === 'number' &&
        source !== undefined &&
        /^[+-]?[\d.]/.test(source) &&
        !/^0[ox]/.test(source) &&
        isRounded(source)
      )
        problem ??= 'YAML with a number that reading it would round'
    },
  })
  return problem
}

/** `<<`, which the parser knows by a symbol. */
function isMerge({ source }: Scalar): boolean {
  return source === '<<'
}

function readingOf(document: Document.Parsed<ParsedNode>): Reading {
  try {
    return { value: document.toJS({ maxAliasCount: 1000 }) as JsonValue } // the core schema gives nothing else
  } catch {
    return { problem: 'YAML whose aliases cannot be resolved' }
  }
}
