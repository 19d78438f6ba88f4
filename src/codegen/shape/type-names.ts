import type { EnumerationShape, StructShape } from './shape.ts'

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

/** `['logging', 'level']` → `LoggingLevel` */
function typeNameOf(words: readonly string[]): string {
  const parts = words.flatMap((word) => word.split(/[^A-Za-z0-9]+/)).filter((part) => part !== '')
  const name = parts.map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join('')
  return /^[A-Za-z]/.test(name) ? name : `T${name}`
}
