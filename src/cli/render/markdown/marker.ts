/** What a comment begins with, by which it is found again: not to be seen where it is shown. */
export function commentMarker(workspace: string, environment: string): string {
  return `<!-- appia plan ${encodePart(workspace)} ${encodePart(environment)} -->`
}

/** A word of a marker: neither a blank nor what ends an HTML comment. */
export function encodePart(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replaceAll('-', '%2D')
}
