/** `12,345` of a whole number. What `toLocaleString('en')` gives, without its loading of locales: 30 ms of a command. */
export function countText(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',')
}
