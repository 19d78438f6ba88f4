import { describe, expect, it } from 'vitest'
import { hasBrokenAccessControl } from '../../src/rotation/index.ts'

describe('the access control of an etcd', () => {
  it.each(['3.3.27', '3.4.23', '3.4.41', '3.5.27', '3.6.8', 'unknown'])('is broken in %s', (version) => {
    expect(hasBrokenAccessControl(version)).toBe(true)
  })

  it.each(['3.4.42', '3.5.28', '3.6.9', '3.7.0', '4.0.0'])('holds in %s', (version) => {
    expect(hasBrokenAccessControl(version)).toBe(false)
  })
})
