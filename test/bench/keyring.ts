// Sealing and opening 1 KiB in C++ beside bare EVP calls of libcrypto, in the same run: at least 0.9 x is the aim.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { writeKeyring } from '../../src/client/index.ts'

const here = import.meta.dirname
const folder = mkdtempSync('/dev/shm/appia-bench-')
try {
  const program = join(folder, 'bench')
  const headers = `-I${join(here, '../../generated/cpp')}`
  const words = [
    '-std=c++17',
    '-O2',
    headers,
    join(here, 'keyring.cpp'),
    '-o',
    program,
    '-lcrypto',
    '-pthread',
  ]
  execFileSync('g++', words, { stdio: 'inherit' })
  await writeKeyring(join(folder, 'keyring'), {
    member: 'sniffer@gw-01',
    generation: 1,
    limits: { longestMessageAge: 600_000, messageCap: 1e9 },
    primary: 'k1-0123456789abcdef',
    keys: [{ id: 'k1-0123456789abcdef', seed: Buffer.alloc(32, 1) }],
  })
  execFileSync(program, [join(folder, 'keyring')], { stdio: 'inherit' })
} finally {
  rmSync(folder, { recursive: true, force: true })
}
