/** `3 d`, `5 h`, `12 min`, `8 s`: the largest unit that fits. */
export function ageText(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000))
  if (seconds < 60) return `${seconds} s`
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`
  return seconds < 86_400 ? `${Math.floor(seconds / 3600)} h` : `${Math.floor(seconds / 86_400)} d`
}

/** `1 key`, `3 keys` */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

const mostNamed = 4

/** `a, b and c`; of many the first few, and how many more. */
export function listText(names: readonly string[]): string {
  if (names.length <= 1) return names.join('')
  const named = names.length > mostNamed ? names.slice(0, mostNamed - 1) : names.slice(0, -1)
  const rest = names.length > mostNamed ? `${names.length - named.length} more` : names.at(-1)
  return `${named.join(', ')} and ${rest}`
}

/** `31 KiB`, `1.4 MiB` */
export function bytesText(bytes: number): string {
  const [count, unit] = bytes < 1024 * 1024 ? [bytes / 1024, 'KiB'] : [bytes / (1024 * 1024), 'MiB']
  return `${count < 10 ? count.toFixed(1) : Math.round(count)} ${unit}`
}
