import { describe, expect, it } from 'vitest'
import { toStoreError } from '../../src/store/etcd/to-store-error.ts'

describe('what a call to etcd failed with, in words', () => {
  it.each([
    [
      '14 UNAVAILABLE: No connection established. Last error: Error: connect ECONNREFUSED 127.0.0.1:1.',
      'connection refused (ECONNREFUSED)',
      'unreachable',
    ],
    [
      '14 UNAVAILABLE: Name resolution failed for target dns:nowhere:2379',
      'no such host: nowhere:2379',
      'unreachable',
    ],
    [
      '14 UNAVAILABLE: No connection established. Last error: Error: unable to verify the first certificate.',
      'its certificate is of no authority known here (ETCDCTL_CACERT)',
      'unreachable',
    ],
    [
      '4 DEADLINE_EXCEEDED: Deadline exceeded after 10.000s,name resolution: 0.030s,Waiting for LB pick',
      'no answer within 10.000 s',
      'timeout',
    ],
    [
      '8 RESOURCE_EXHAUSTED: etcdserver: mvcc: database space exceeded',
      'the database is full (database space exceeded)',
      'no-space',
    ],
    [
      'error:05800074:x509 certificate routines::key values mismatch',
      'the certificate and the key do not belong together',
      'authentication',
    ],
    [
      '14 UNAVAILABLE: etcdserver: rpc not supported for learner',
      'this member is a learner and serves nobody yet',
      'unreachable',
    ],
    ['7 PERMISSION_DENIED: etcdserver: permission denied', 'permission denied', 'permission'],
    ['2 UNKNOWN: context deadline exceeded', 'context deadline exceeded', 'timeout'],
    ['2 UNKNOWN: context canceled', 'context canceled', 'unreachable'],
    ['2 UNKNOWN: raft proposal dropped', 'raft proposal dropped', 'no-leader'],
  ])('%s', (text, words, code) => {
    expect(toStoreError(new Error(text), 'read')).toMatchObject({ message: words, code })
  })
  it.each(['context deadline exceeded', 'context canceled', 'raft proposal dropped'])(
    'a write that ended with "%s" may have happened',
    (text) => {
      expect(toStoreError(new Error(`2 UNKNOWN: ${text}`), 'write').outcome).toBe('unknown')
    },
  )
})
