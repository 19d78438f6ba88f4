import { expect, it } from 'vitest'
import { inWords } from '../../src/store/etcd/in-words.ts'

it.each([
  'bad certificate',
  'unsupported certificate',
  'certificate revoked',
  'certificate expired',
  'certificate unknown',
  'certificate required',
  'unknown ca',
])('a server that ends TLS with the alert "%s" wants another certificate of ours', (alert) => {
  const said = `80D8:error:0A000412:SSL routines:ssl3_read_bytes:ssl/tls alert ${alert}:../rec_layer_s3.c:918:SSL alert`
  expect(inWords(said)).toContain('it wants a certificate of ours that it knows and that has not expired')
})
