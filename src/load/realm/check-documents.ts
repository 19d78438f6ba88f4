import { documentFormats, nearest } from '../../model/index.ts'
import type { Problem } from '../answer.ts'
import type { Found } from './documents.ts'
import { problemAt } from './problems.ts'

/** What is wrong with where documents lie and how they are to be written, before anything is made of them. */
export function problemsOfDocuments(documents: readonly Found[]): Problem[] {
  return documents.flatMap((document) => [
    ...problemsOfKey(document),
    ...problemsOfNames(document),
    ...problemsOfFormat(document),
    ...problemsOfLayout(document),
  ])
}

function problemsOfKey({ key, component, madeAt }: Found): Problem[] {
  const shown = typeof key === 'string' ? JSON.stringify(key) : `a ${key === null ? 'null' : typeof key}`
  const reason = reasonAgainstKey(key)
  if (reason === undefined) return []
  const message = `${shown} is not a key for ${String(component)}: ${reason}`
  return [problemAt(madeAt, { code: 'wrong-key', message, help: 'a key is like /services/search/weights' })]
}

function reasonAgainstKey(key: unknown): string | undefined {
  if (typeof key !== 'string') return 'it is not a text'
  if (!key.startsWith('/')) return 'it does not begin with "/"'
  if (key.endsWith('/')) return 'it ends with "/"'
  if (!key.isWellFormed() || /\p{Cc}/u.test(key)) return 'it holds a control character or half a pair'
  return undefined
}

function problemsOfNames({ component, schema, madeAt }: Found): Problem[] {
  return Object.entries({ component, schema })
    .filter(([, name]) => typeof name !== 'string' || name === '')
    .map(([what]) =>
      problemAt(madeAt, { code: 'not-a-workspace', message: `a document whose ${what} is not a name` }),
    )
}

function problemsOfLayout({ format = 'json', layout, key, madeAt }: Found): Problem[] {
  if (layout === undefined) return []
  const isJson = format === 'json' || format === 'pretty-json'
  if (isJson && (layout === 'canonical' || layout === 'pretty')) return []
  const message = isJson
    ? `${key} has no layout ${String(layout)}`
    : `${key} is ${format}, and only JSON has a layout`
  const help = isJson ? "it is 'canonical' or 'pretty'" : 'leave out the layout'
  return [problemAt(madeAt, { code: 'not-a-workspace', message, help })]
}

function problemsOfFormat({ format, key, madeAt }: Found): Problem[] {
  if (format === undefined || documentFormats.includes(format)) return []
  const known = documentFormats.filter((each) => each !== 'pretty-json')
  const likely = nearest(String(format), known)
  const help = likely === undefined ? `it is one of ${known.join(', ')}` : `did you mean ${likely}?`
  return [
    problemAt(madeAt, { code: 'not-a-workspace', message: `${key} has no format ${String(format)}`, help }),
  ]
}
