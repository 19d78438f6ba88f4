import { holdsPrivateKey } from '../../model/index.ts'

/** Texts that services give out as secrets, by how they begin; JSON Web Tokens; URLs with a password in them. */
const forms: readonly RegExp[] = [
  /^(AKIA|ASIA)[A-Z0-9]{16}$/,
  /^(gh[pousr]_|github_pat_|glpat-|xox[abeprs]-|sk-|sk_live_|rk_live_|npm_|hvs\.|AIza|dop_v1_|SG\.)[\w.-]{12,}$/,
  /^eyJ[\w-]+\.eyJ[\w-]+\.[\w-]*$/,
  /^[a-z][a-z\d+.-]*:\/\/[^/?#\s:@]*:[^/?#\s@]+@/i,
]

/** True for a text that is a secret whatever its name: of a known form, or a private key. */
export function hasSecretForm(text: string): boolean {
  return forms.some((form) => form.test(text)) || holdsPrivateKey(text)
}

const shortest = 20
/** Bits a character; texts of words and paths have less. */
const leastBits = 3.9
const hexadecimal = /^(?:[0-9a-f]{32,}|[0-9A-F]{32,})$/
const leastHexadecimalBits = 3

/** True for a text that was drawn at random as far as one can see: base64 of every kind of character, or long hexadecimal. */
export function looksRandom(text: string): boolean {
  if (text.length < shortest || !/^[A-Za-z\d+/_-]+={0,2}$/.test(text)) return false
  if (hexadecimal.test(text)) return entropyOf(text) >= leastHexadecimalBits
  const hasEvery = [/[a-z]/, /[A-Z]/, /\d/].every((kind) => kind.test(text))
  // Words between separators: `Model-2024-Large`; random text seldom goes back to a word after each.
  const isWords = /^(?:[A-Za-z]+|\d+)(?:[-_/](?:[A-Za-z]*|\d+))+$/.test(text)
  return hasEvery && !isWords && entropyOf(text) >= leastBits
}

/** Shannon entropy in bits a character. */
function entropyOf(text: string): number {
  const counts = new Map<string, number>()
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1)
  return [...counts.values()].reduce(
    (bits, count) => bits - (count / text.length) * Math.log2(count / text.length),
    0,
  )
}
