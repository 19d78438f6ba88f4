const wide =
  /\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u
const tabWidth = 2

/** Columns that a terminal gives the text: wide East Asian characters and emoji take two, combining marks none. */
export function displayWidth(text: string): number {
  let width = 0
  for (const character of text) {
    if (character === '\t') width += tabWidth
    else if (!/\p{Mark}|\u200d|\ufe0f/u.test(character)) width += wide.test(character) ? 2 : 1
  }
  return width
}

/** The text with spaces after it, so that it takes at least `width` columns. */
export function padColumns(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)))
}

/** Tabs as the spaces that `displayWidth` counts for them. */
export function expandTabs(text: string): string {
  return text.replaceAll('\t', ' '.repeat(tabWidth))
}
