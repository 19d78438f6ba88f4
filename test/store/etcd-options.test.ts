import { describe, expect, it } from 'vitest'
import { etcdOptions } from '../../src/store/index.ts'

const nothing = { problems: [], warnings: [] }

describe('where etcd options come from', () => {
  it("etcdctl's variables are understood", () => {
    const environment = {
      ETCDCTL_ENDPOINTS: 'https://a:2379, b:2379/',
      ETCDCTL_CACERT: '/ca.pem',
      ETCDCTL_CERT: '/cert.pem',
      ETCDCTL_KEY: '/key.pem',
      ETCDCTL_USER: 'alice:pa:ss',
    }
    expect(etcdOptions({ flags: {}, environment })).toEqual({
      ...nothing,
      endpoints: ['https://a:2379', 'b:2379'],
      caFile: '/ca.pem',
      certFile: '/cert.pem',
      keyFile: '/key.pem',
      user: 'alice',
      password: 'pa:ss',
    })
  })

  it('flags win over variables, one by one', () => {
    const environment = { ETCDCTL_ENDPOINTS: 'a:1', ETCDCTL_CACERT: '/ca.pem', ETCDCTL_USER: 'alice:x' }
    const flags = { endpoints: ['b:2'], user: 'bob:y' }
    expect(etcdOptions({ flags, environment })).toEqual({
      ...nothing,
      endpoints: ['b:2'],
      caFile: '/ca.pem',
      user: 'bob',
      password: 'y',
    })
  })

  it('without either there is nothing', () => {
    expect(etcdOptions({ flags: {}, environment: {} })).toEqual({ ...nothing, endpoints: [] })
  })

  it('empty variables count as absent', () => {
    const environment = { ETCDCTL_ENDPOINTS: '', ETCDCTL_CERT: '', ETCDCTL_USER: '' }
    expect(etcdOptions({ flags: {}, environment })).toEqual({ ...nothing, endpoints: [] })
  })

  it('a user without a password takes it from ETCDCTL_PASSWORD', () => {
    const environment = { ETCDCTL_USER: 'alice', ETCDCTL_PASSWORD: 'p:w' }
    expect(etcdOptions({ flags: {}, environment })).toMatchObject({ user: 'alice', password: 'p:w' })
  })
})
