/** Distinct identifiers of Python for names; upper case for members of enumerations. */
export function distinctPythonNames(names: readonly string[], isUpper = false): Map<string, string> {
  const used = new Set<string>()
  const distinctNames = new Map<string, string>()
  for (const name of names) {
    const plain = pythonName(isUpper ? name.toUpperCase() : name)
    let identifier = plain
    for (let count = 2; used.has(identifier); count++) identifier = `${plain}_${count}`
    used.add(identifier)
    distinctNames.set(name, identifier)
  }
  return distinctNames
}

/** A string literal of Python. JSON's escapes are Python's, but for half a surrogate pair, which no name has. */
export function pythonText(text: string): string {
  return JSON.stringify(text)
}

/** True for a name that a class may have as it is. */
export function isPythonName(name: string): boolean {
  return (
    /^[A-Za-z][A-Za-z0-9_]*$/.test(name) && (!reserved.has(name) || ['name', 'value', 'mro'].includes(name))
  )
}

function pythonName(name: string): string {
  const plain = name.replace(/[^A-Za-z0-9_]+/g, '_')
  // A leading underscore is private, or mangled in a class; an enumeration takes no name between two of them.
  const trimmed = plain.replace(/^_+|_+$/g, '')
  const begun = /^[A-Za-z]/.test(trimmed) ? trimmed : `v${trimmed}`
  return reserved.has(begun) ? `${begun}_` : begun
}

const reserved = new Set([
  ...['False', 'None', 'True', 'and', 'as', 'assert', 'async', 'await', 'break', 'class', 'continue'],
  ...['def', 'del', 'elif', 'else', 'except', 'finally', 'for', 'from', 'global', 'if', 'import', 'in'],
  ...['is', 'lambda', 'nonlocal', 'not', 'or', 'pass', 'raise', 'return', 'try', 'while', 'with', 'yield'],
  // Of StrEnum.
  ...['mro', 'name', 'value'],
])
