/** The forms in which a seed could have leaked, by name. */
export function formsOf(seed: Buffer): { readonly [form: string]: Buffer } {
  const base64 = seed.toString('base64').replace(/=+$/, '')
  return {
    raw: seed,
    hex: Buffer.from(seed.toString('hex')),
    'upper-case hex': Buffer.from(seed.toString('hex').toUpperCase()),
    // The last character depends on what follows the seed.
    base64: Buffer.from(base64.slice(0, -1)),
    base64url: Buffer.from(seed.toString('base64url').slice(0, -1)),
    'list of numbers': Buffer.from([...seed].join(',')),
    'JSON of raw': Buffer.from(JSON.stringify(seed.toString('latin1')).slice(1, -1)),
  }
}

/** Forms of the seed that lie in `bytes`. */
export function findSeed(bytes: Buffer, seed: Buffer): string[] {
  return Object.entries(formsOf(seed)).flatMap(([form, needle]) => (bytes.includes(needle) ? [form] : []))
}
