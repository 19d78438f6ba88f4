const words: readonly (readonly [text: RegExp, words: string])[] = [
  [/connect ENOENT (\S+?)\.?$/, 'no such socket: $1'],
  [/ECONNREFUSED/, 'connection refused (ECONNREFUSED)'],
  [/Name resolution failed for target dns:(\S+)/, 'no such host: $1'],
  [/rpc not supported for learner/, 'this member is a learner and serves nobody yet'],
  [/user name is empty/, 'access control is on there, and no user was given'],
  [
    /unable to (verify|get)|self-signed certificate/,
    'its certificate is of no authority known here (ETCDCTL_CACERT)',
  ],
  [
    // Which alert it is depends on the Go that the server was built with.
    /alert (?:(?:bad|unsupported) certificate|certificate (?:revoked|expired|unknown|required)|unknown ca)/,
    'it wants a certificate of ours that it knows and that has not expired (ETCDCTL_CERT and ETCDCTL_KEY)',
  ],
  [/certificate has expired/, 'its certificate has expired: etcd needs a new one'],
  [/certificate is not yet valid/, 'its certificate is not valid yet: see whether the clocks agree'],
  [
    /ERR_TLS_CERT_ALTNAME_INVALID.*?(?:Host: |IP: )(\S+?)\.? is not/,
    'its certificate is for another name than $1',
  ],
  [
    /wrong version number|packet length too long|before secure TLS connection/,
    'it ended the connection before TLS was agreed on; if it does not speak TLS, write http://',
  ],
  [
    /bad decrypt|passphrase/i,
    'the private key is encrypted, and nobody is asked: openssl pkey -in KEY -out PLAIN',
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
