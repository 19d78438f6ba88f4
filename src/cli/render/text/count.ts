/** `12,345` of a whole number: what `toLocaleString('en')` gives, without loading locales for it. */
export function countText(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',')
}
