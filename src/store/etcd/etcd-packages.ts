import { createRequire } from 'node:module'

// Two of these are dependencies of etcd3, to be found from its folder. The build puts one file in the place of all.
const require = createRequire(createRequire(import.meta.url).resolve('etcd3'))

export const { Etcd3 } = require('etcd3') as typeof import('etcd3')
export const { noop } = require('cockatiel') as typeof import('cockatiel')
export const { credentials, InterceptingCall } = require('@grpc/grpc-js') as typeof import('@grpc/grpc-js')
