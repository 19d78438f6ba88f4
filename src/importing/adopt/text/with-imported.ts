/** A module whose import of "appia" brings in this name too. */
export function withImported(text: string, name: string): string {
  const statement = /^import \{([^}]*)\} from (['"])appia\2/m
  const [, names] = statement.exec(text) ?? []
  if (names === undefined) return `import { ${name} } from 'appia'\n${text}`
  const known = names.split(',').map((each) => each.trim().split(/\s+as\s+/)[0])
  if (known.includes(name)) return text
  const sorted = [...known.filter((each) => each !== ''), name].sort()
  const isPlain = !/\bas\b|\btype\b|\n/.test(names)
  const list = isPlain
    ? ` ${sorted.join(', ')} `
    : names.replace(/,?\s*$/, (end) => `, ${name}${end.replace(',', '')}`)
  return text.replace(statement, (whole) => whole.replace(`{${names}}`, `{${list}}`))
}
