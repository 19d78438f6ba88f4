/** True when a key is what a pattern means: `*` stands for one segment. */
export function matchesKey(key: string, pattern: string): boolean {
  const segments = key.split('/')
  const wanted = pattern.split('/')
  return (
    segments.length === wanted.length &&
    wanted.every((want, index) => want === '*' || want === segments[index])
  )
}
