import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Failure } from '../../app/index.ts'
import { exitCodes } from '../../model/index.ts'
import { addressText, type ListenAddress } from './listen-address.ts'

/** Listens; gives the port. Throws a `Failure` that says the way out. */
export async function listen(server: Server, address: ListenAddress): Promise<number> {
  const { host, port } = address
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(failureOf(error, address)))
    server.listen({ host, port }, resolve)
  })
  return (server.address() as AddressInfo).port // it listens at a port
}

function failureOf(error: NodeJS.ErrnoException, address: ListenAddress): Failure {
  const text = addressText(address)
  const other = addressText({ ...address, port: 0 })
  switch (error.code) {
    case 'EADDRINUSE':
      return new Failure(
        exitCodes.error,
        `${text} is in use: another program, or another dashboard, listens there`,
        {
          help: `take another port, or any that is free: --listen ${other}; who listens: ss -ltnp`,
          cause: error,
        },
      )
    case 'EACCES':
      return new Failure(exitCodes.error, `${text} may not be listened at by this user`, {
        help: `take a port above 1023: --listen ${addressText({ ...address, port: 7480 })}`,
        cause: error,
      })
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new Failure(exitCodes.error, `${address.host} is no address of this machine`, {
        help: 'take one of `ip address`, or 127.0.0.1',
        cause: error,
      })
    default:
      return new Failure(exitCodes.error, `cannot listen at ${text}: ${error.code ?? error.message}`, {
        help: 'see `ip address` for those of this machine; 127.0.0.1 is always there',
        cause: error,
      })
  }
}
