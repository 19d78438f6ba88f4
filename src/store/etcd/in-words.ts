const words: readonly (readonly [text: RegExp, words: string])[] = [
  [/ECONNREFUSED/, 'connection refused (ECONNREFUSED)'],
  [/Name resolution failed for target dns:(\S+)/, 'no such host: $1'],
  [/rpc not supported for learner/, 'this member is a learner and serves nobody yet'],
  [/user name is empty/, 'access control is on there, and no user was given'],
  [
    /unable to (verify|get)|self-signed certificate/,
    'its certificate is of no authority known here (ETCDCTL_CACERT)',
  ],
  [
    /alert (bad certificate|certificate required)/,
    'it wants a certificate of ours (ETCDCTL_CERT and ETCDCTL_KEY)',
  ],
  [/Deadline exceeded after ([\d.]+)s/, 'no answer within $1 s'],
  [/database space exceeded/, 'the database is full (database space exceeded)'],
  [/no start line/, 'a certificate or key file holds no PEM'],
  [/key values mismatch/, 'the certificate and the key do not belong together'],
  [/Last error: Failed to connect/, 'no etcd answers there; if it speaks TLS, write https://'],
]

/** What gRPC, Node or OpenSSL said of a call, in words; other texts, etcd's own among them, stay as they are. */
export function inWords(text: string): string {
  for (const [pattern, meaning] of words) {
    const match = pattern.exec(text)
    if (match !== null) return meaning.replace('$1', match[1] ?? '')
  }
  return text.replace(/^No connection established\. Last error: (?:\w*Error: )?/, '').trim()
}
