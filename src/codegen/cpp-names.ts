import type { EnumerationShape, StructShape } from './shape.ts'

/** A name of the schema as C++ can have it: as it is wherever that is possible. */
export function identifierOf(name: string): string {
  const plain = name.replace(/[^A-Za-z0-9_]+/g, '_')
  // Reserved are a leading underscore with a capital, and two underscores anywhere.
  const allowed = plain.replace(/__+/g, '_').replace(/^_(?=[A-Z_]|$)/, 'v_')
  const begun = /^[0-9]/.test(allowed) ? `v${allowed}` : allowed === '' ? 'v' : allowed
  return reserved.has(begun) ? `${begun}_` : begun
}

/** `['logging', 'level']` → `LoggingLevel` */
function typeNameOf(words: readonly string[]): string {
  const parts = words.flatMap((word) => word.split(/[^A-Za-z0-9]+/)).filter((part) => part !== '')
  const name = parts.map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join('')
  return /^[A-Za-z]/.test(name) ? name : `T${name}`
}

/** Distinct identifiers for names: where two would be the same, the later one gets a number. */
export function distinctIdentifiers(
  names: readonly string[],
  taken: Iterable<string> = [],
): Map<string, string> {
  const used = new Set(taken)
  const distinctNames = new Map<string, string>()
  for (const name of names) {
    const plain = identifierOf(name)
    let identifier = plain
    for (let count = 2; used.has(identifier); count++) identifier = `${plain}_${count}`
    used.add(identifier)
    distinctNames.set(name, identifier)
  }
  return distinctNames
}

/** A type name for each shape; where two would be the same, the later one gets a number. */
export function typeNames(
  shapes: readonly (StructShape | EnumerationShape)[],
): Map<StructShape | EnumerationShape, string> {
  const used = new Set<string>()
  const names = new Map<StructShape | EnumerationShape, string>()
  // Short names first: the type at /a/b keeps its name whatever lies deeper.
  for (const shape of shapes.toSorted((a, b) => a.words.length - b.words.length)) {
    const plain = typeNameOf(shape.words)
    let name = plain
    for (let count = 2; used.has(name); count++) name = `${plain}${count}`
    used.add(name)
    names.set(shape, name)
  }
  return names
}

const reserved = new Set([
  ...['alignas', 'alignof', 'and', 'and_eq', 'asm', 'auto', 'bitand', 'bitor', 'bool', 'break', 'case'],
  ...['catch', 'char', 'char16_t', 'char32_t', 'char8_t', 'class', 'co_await', 'co_return', 'co_yield'],
  ...['compl', 'concept', 'const', 'const_cast', 'consteval', 'constexpr', 'constinit', 'continue'],
  ...['decltype', 'default', 'delete', 'do', 'double', 'dynamic_cast', 'else', 'enum', 'explicit'],
  ...['export', 'extern', 'false', 'float', 'for', 'friend', 'goto', 'if', 'inline', 'int', 'long'],
  ...['mutable', 'namespace', 'new', 'noexcept', 'not', 'not_eq', 'nullptr', 'operator', 'or', 'or_eq'],
  ...['private', 'protected', 'public', 'register', 'reinterpret_cast', 'requires', 'return', 'short'],
  ...['signed', 'sizeof', 'static', 'static_assert', 'static_cast', 'struct', 'switch', 'template'],
  ...['this', 'thread_local', 'throw', 'true', 'try', 'typedef', 'typeid', 'typename', 'union'],
  ...['unsigned', 'using', 'virtual', 'void', 'volatile', 'wchar_t', 'while', 'xor', 'xor_eq'],
  // Macros of the standard library and of GNU mode.
  ...['EOF', 'INFINITY', 'NAN', 'NULL', 'assert', 'errno', 'i386', 'linux', 'major', 'makedev', 'minor'],
  ...['offsetof', 'stderr', 'stdin', 'stdout', 'unix', 'HUGE_VAL', 'BUFSIZ', 'RAND_MAX'],
  // What the generated code names itself.
  ...['appia', 'std', 'nlohmann', 'schema_hash', 'schema_node_', 'tables_'],
])
