/** `dbPassword`, `DB_PASSWORD`, `db-password` → `['db', 'password']` */
export function wordsOfName(name: string): string[] {
  const words = name.replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2').split(/[^\p{L}\p{N}]+/u)
  return words.filter((word) => word !== '').map((word) => word.toLowerCase())
}

/** The same without what makes a word a plural: `db-passwords` → `['db', 'password']`. */
function singularWords(name: string): string[] {
  return wordsOfName(name).map((word) => word.replace(/(?<=...)s$/, ''))
}

/** Words that stand in the name of a secret. `pas`: that of "pass" without its plural. */
const telling = new Set([
  ...['password', 'passwd', 'passphrase', 'passcode', 'pwd', 'pas', 'secret', 'credential'],
  ...['apikey', 'authtoken', 'accesstoken', 'privatekey', 'secretkey', 'token'],
])
/** Before `key` as the last word. */
const keys = new Set([
  ...['api', 'private', 'secret', 'access', 'auth', 'signing', 'encryption', 'account', 'shared', 'master'],
  ...['session', 'hmac', 'aes', 'service', 'client', 'cookie'],
])
/** What a name is about that ends so: where a secret is, how long it lasts, what it looks like. */
const harmless = new Set([
  ...[
    'file',
    'path',
    'dir',
    'folder',
    'name',
    'id',
    'url',
    'uri',
    'ref',
    'env',
    'variable',
    'header',
    'field',
  ],
  ...[
    'ttl',
    'length',
    'size',
    'min',
    'max',
    'count',
    'limit',
    'rate',
    'hour',
    'day',
    'minute',
    'second',
    'm',
  ],
  ...['rotation', 'policy', 'enabled', 'required', 'type', 'algorithm', 'format', 'expiry', 'interval'],
  ...[
    'timeout',
    'lifetime',
    'issuer',
    'audience',
    'bucket',
    'prefix',
    'provider',
    'backend',
    'store',
    'scope',
  ],
])

/** Before what is counted: `max_tokens`. */
const counting = new Set([
  'max',
  'min',
  'num',
  'total',
  'n',
  'count',
  'has',
  'is',
  'use',
  'enable',
  'require',
])

/** True for a name that says that its value is a secret: `dbPassword`, `api_key`, but not `token_ttl`. */
export function tellsSecret(name: string): boolean {
  const words = singularWords(name)
  const last = words.at(-1)
  if (last === undefined || harmless.has(last) || counting.has(words[0] ?? '')) return false
  if (last === 'key' && keys.has(words.at(-2) ?? '')) return true
  return last === 'token' || words.some((word) => word !== 'token' && telling.has(word))
}

const publicWords = new Set([
  ...[
    'sha',
    'sha1',
    'sha256',
    'sha512',
    'md5',
    'hash',
    'digest',
    'checksum',
    'fingerprint',
    'commit',
    'etag',
  ],
  ...['revision', 'uuid', 'guid', 'id', 'public', 'certificate', 'cert', 'recipient', 'version', 'model'],
])

/** True for a name of what looks like a secret and is none: a digest, an id, a public key. */
export function tellsPublic(name: string): boolean {
  return singularWords(name).some((word) => publicWords.has(word))
}
