import { isJsonObject, type JsonValue } from '../json/index.ts'

/** One form of private key: a head that tells what it is, then what must not be shown. */
interface KeyForm {
  /** Where nothing matches this, the form is not looked for. */
  readonly hint?: RegExp
  readonly find: RegExp
  /** Where the form alone is not proof: decides by what was found. */
  readonly isKey?: (head: string, key: string) => boolean
}

/** Lines of base64 and PEM headers up to where a text ends or was cut off; line ends may be escaped, as in JSON. */
const body =
  /(?:\s|\\[nrt]|(?:Proc-Type|DEK-Info|Version|Comment|Subject|Hash): [^\n\\]{0,80}(?:\\"[^\n\\]{0,80}){0,2}|[A-Za-z0-9+/=]{16,}|[A-Za-z0-9+/=]+(?=[…"'`\\-]|\.\.\.|\s*$))*/
const armour = /-{4,5} ?BEGIN (?:[A-Z0-9]+ ){0,4}PRIVATE KEY(?: BLOCK)? ?-{4,5}/

/** Texts that can be nothing but a private key, or hold one. Every search is linear: what is printed may be long. */
const forms: readonly KeyForm[] = [
  // age: X25519 and post-quantum identities, those of plugins. Bech32 is of one case; what is typed by hand may not be.
  { hint: /age-[ps]/i, find: /(AGE-SECRET-KEY-(?:[A-Z0-9]{1,16}-)?)([A-Z0-9*]{6,})/gi },
  { hint: /age-[ps]/i, find: /(AGE-PLUGIN-[A-Z0-9+._-]{1,60}-1)([A-Z0-9*]{6,})/gi },
  // PEM of any label (PKCS #1, PKCS #8, SEC 1, OpenSSH, PGP) and SSH2, whole or cut off.
  {
    hint: /PRIVATE KEY/,
    find: new RegExp(`(${armour.source})((?:(?!BEGIN )[^]){0,20000}?(?=-{4,5} ?END )|${body.source})`, 'g'),
  },
  // Without its armour: OpenSSH's own form, DER in base64, and a PEM file that is base64 as a whole.
  { find: new RegExp(`(b3BlbnNzaC1rZXktdjE)(${body.source})`, 'g') },
  { find: /(\bM)([A-Za-z0-9+/]{39,}=*)/g, isKey: (head, key) => isKeyDer(decode(head + key, 32, 'hex')) },
  {
    find: /(\bLS0tLS)([A-Za-z0-9+/]{20,}=*)/g,
    isKey: (head, key) => armour.test(decode(head + key, 96, 'latin1')),
  },
  { find: /(Private-Lines: \d+)((?:\s|\\[nrt]|[A-Za-z0-9+/=]{16,})+)/g }, // PuTTY
  { hint: /privatekey/i, find: /(PrivateKey\s{0,8}=\s{0,8})([A-Za-z0-9+/]{16,}=?)/gi }, // WireGuard
  { hint: /RWR/, find: /(secret key(?:\s|\\[nr])+)(RWR[A-Za-z0-9+/=]{9,})/gi }, // minisign, signify
  { find: /(\b[xyz]prv)([1-9A-HJ-NP-Za-km-z]{8,})/g }, // BIP 32
  { find: /(\bnsec1)([02-9ac-hj-np-z]{8,})/g }, // NIP-19
  // JWK, whole or cut off within a line.
  {
    hint: /"kty/,
    find: /(\{)([^{}]*(?=\})|[^{}\n]*)/g,
    isKey: (_, key) => /"kty\\*"/.test(key) && /"d\\*"\s*:/.test(key),
  },
]

/** What no text of these forms is without; most texts are looked at no further. */
const anyHint = /age-[ps]|private|b3blbnnzac1rzxktdjE|\bm[a-z0-9+/]{39}|\bls0tls|rwr|\b[xyz]prv|\bnsec1|"kty/i

/** Stands for a value that holds a private key. */
export const privateKeyNotShown = '(private key, not shown)'

/** True when a value is, or holds, a text that can only be a private key. */
export function holdsPrivateKey(value: JsonValue | undefined): boolean {
  if (typeof value !== 'string' && (typeof value !== 'object' || value === null)) return false
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return hidePrivateKeys(text) !== text
}

/** A value as people may see it: `(private key, not shown)` stands for each text, and each JWK, that holds one. */
export function withoutPrivateKeys(value: JsonValue): JsonValue {
  if (!holdsPrivateKey(value)) return value
  if (Array.isArray(value)) return value.map((each: JsonValue) => withoutPrivateKeys(each))
  if (!isJsonObject(value)) return privateKeyNotShown
  const members = Object.entries(value)
  if (!members.some((member) => holdsPrivateKey(member))) return privateKeyNotShown
  return Object.fromEntries(
    members.map(([name, member]) => [
      holdsPrivateKey(name) ? privateKeyNotShown : name,
      withoutPrivateKeys(member),
    ]),
  )
}

/**
 * A text with every private key in it replaced by stars, one for each character, so that columns and lines stay where
 * they are; line ends and escapes stay, so that JSON stays JSON. Whatever prints values or sources goes through it.
 */
export function hidePrivateKeys(text: string): string {
  if (!anyHint.test(text)) return text
  let hidden = text
  for (const { hint, find, isKey } of forms) {
    if (hint?.test(hidden) === false) continue
    hidden = hidden.replace(find, (whole: string, head: string, key: string) =>
      isKey === undefined || isKey(head, key) ? head + starred(key) : whole,
    )
  }
  return hidden
}

function starred(key: string): string {
  return key.replace(/\\u[0-9a-f]{4}|\\.|[^\s"\\:,]/gi, (part) => (part.startsWith('\\') ? part : '*'))
}

function decode(base64: string, bytes: number, form: 'hex' | 'latin1'): string {
  return Buffer.from(base64.slice(0, Math.ceil(bytes / 3) * 4), 'base64').toString(form)
}

/**
 * DER of a private key: PKCS #8 (version 0 or 1, then an algorithm), PKCS #1 (version 0, then the modulus), SEC 1
 * (version 1, then the scalar of a usual curve), PKCS #12 (version 3). Certificates and public keys begin otherwise.
 */
function isKeyDer(hex: string): boolean {
  return /^30(?:[0-7].|81..|82....)0201(?:0[01]30|0002[48].|0104(?:1c|20|30|42)|0330)/.test(hex)
}
