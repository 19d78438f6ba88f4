/** A name of the schema as C++ can have it: as it is wherever that is possible. */
export function identifierOf(name: string): string {
  const plain = name.replace(/[^A-Za-z0-9_]+/g, '_')
  // Reserved are a leading underscore with a capital, and two underscores anywhere.
  const allowed = plain.replace(/__+/g, '_').replace(/^_(?=[A-Z_]|$)/, 'v_')
  const begun = /^[0-9]/.test(allowed) ? `v${allowed}` : allowed === '' ? 'v' : allowed
  return reserved.has(begun) ? `${begun}_` : begun
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
