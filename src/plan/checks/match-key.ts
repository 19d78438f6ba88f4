/** True when a key is what a pattern means: `*` stands for one segment. */
export function matchesKey(key: string, pattern: string): boolean {
  const segments = key.split('/')
  const patternSegments = pattern.split('/')
  return (
    segments.length === patternSegments.length &&
    patternSegments.every((want, index) => want === '*' || want === segments[index])
  )
}
