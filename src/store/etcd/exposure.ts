/** One endpoint as it is written, and what would be sent to it. */
export interface Approach {
  readonly endpoint: string
  readonly password?: string | undefined
  readonly hasAuthority: boolean
  readonly hasCertificate: boolean
  readonly isPlaintextPasswordAllowed: boolean
}

/** What is wrong with an approach. */
export interface Exposure {
  readonly kind: 'no-tls' | 'plaintext-password'
  readonly message: string
}

/**
 * Why an endpoint must not be approached so: certificates that a plain connection would silently do without, or a
 * password that everybody on the way could read. Pure.
 */
export function exposureOf(approach: Approach): Exposure | undefined {
  const { endpoint, password = '', hasAuthority, hasCertificate } = approach
  if (/^unix:/.test(endpoint)) return undefined
  if (endpoint.startsWith('http://') && (hasAuthority || hasCertificate)) {
    const given = hasAuthority ? 'a certificate authority' : 'a client certificate'
    return { kind: 'no-tls', message: `${given} is given, but ${endpoint} is reached without TLS` }
  }
  const isEncrypted = /^(?:https|unixs):/.test(endpoint) || hasAuthority || hasCertificate
  if (password === '' || isEncrypted || isLoopback(endpoint) || approach.isPlaintextPasswordAllowed) return
  return { kind: 'plaintext-password', message: `the password would go to ${endpoint} without TLS` }
}

function isLoopback(endpoint: string): boolean {
  const host = endpoint.replace(/^http:\/\//, '').replace(/:\d+$/, '')
  return host === 'localhost' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host)
}
