/** Words that cannot name what a module exports, those that it imports from Appia among them. */
export const reservedWords: ReadonlySet<string> = new Set([
  ...['abstract', 'any', 'arguments', 'as', 'async', 'await', 'boolean', 'break', 'case', 'catch', 'class'],
  ...['const', 'constructor', 'continue', 'debugger', 'declare', 'default', 'delete', 'do', 'else', 'enum'],
  ...['eval', 'export', 'extends', 'false', 'finally', 'for', 'from', 'function', 'get', 'if', 'implements'],
  ...['import', 'in', 'instanceof', 'interface', 'is', 'let', 'module', 'namespace', 'never', 'new', 'null'],
  ...['number', 'object', 'of', 'package', 'private', 'protected', 'public', 'require', 'return', 'set'],
  ...['static', 'string', 'super', 'switch', 'symbol', 'this', 'throw', 'true', 'try', 'type', 'typeof'],
  ...['undefined', 'unknown', 'using', 'var', 'void', 'while', 'with', 'yield', 'globalThis', 'console'],
  ...['component', 'entry', 'override', 'secret', 'workspace', 'Infinity', 'NaN', 'exports', 'process'],
])

/** True for what can name a variable. */
export function isIdentifier(name: string): boolean {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) && !reservedWords.has(name)
}
