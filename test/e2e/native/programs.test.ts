import { execFile } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type KeyringContent, writeKeyring } from '../../../src/client/index.ts'
import { cppMissing, describeGroup } from '../../support/groups.ts'
import { messageVectors } from './message-vectors.ts'
import { compile, nativeFolder } from './native-program.ts'

const run = promisify(execFile)
const seed = Buffer.from('5eedc0de'.repeat(8), 'hex')
const content: KeyringContent = {
  member: 'detector@gw-01',
  generation: 1,
  limits: { longestMessageAge: 600_000, messageCap: 1e9 },
  primary: 'k1',
  keys: [
    { id: 'k1', seed },
    { id: 'k2', seed: Buffer.alloc(32, 2) },
  ],
}
/** Runs of the fuzz target; `npm run chaos` has many. */
const fuzzRuns = Number(process.env.APPIA_FUZZ ?? 4000)

describeGroup('cpp', cppMissing(), 'a component in C++', () => {
  const folder = nativeFolder()
  const keyring = join(folder.memory, 'keyring')
  const program = join(folder.disk, 'program')
  const sources = ['keyring_program.cpp', 'second_unit.cpp']
  beforeAll(async () => {
    await writeKeyring(keyring, content)
    await compile('g++', ['-std=c++20', '-O1', '-o', program], sources)
  })
  afterAll(() => folder.remove())

  it('compiles without a warning with g++ as C++17 too', async () => {
    await compile('g++', ['-std=c++17', '-fsyntax-only'], ['keyring_driver.cpp'])
  })

  it('opens each message once and counts each once over any threads, while its keyring is replaced', async () => {
    const raced = join(folder.disk, 'raced')
    await compile('clang++', ['-std=c++17', '-O0', '-g1', '-fsanitize=thread', '-o', raced], sources)
    let isDone = false
    const running = run(raced, ['threads', keyring]).finally(() => {
      isDone = true
    })
    for (let generation = 2; !isDone; generation++) {
      await writeKeyring(keyring, { ...content, generation, primary: generation % 2 === 0 ? 'k2' : 'k1' })
      await new Promise((resolve) => setTimeout(resolve, 2))
    }
    expect(await running).toEqual({ stdout: 'sealed 8000 opened 8000 replayed 24000\n', stderr: '' })
  })

  it('never shares key and nonce with its child after a fork', async () => {
    const lines = (await run(program, ['fork', keyring])).stdout.trim().split('\n')
    expect(lines).toHaveLength(5)
    expect(new Set(lines).size).toBe(5)
    expect(new Set(lines.map((line) => line.split(' ')[0])).size).toBe(4)
  })

  it('leaves no seed in its memory once the keyring is gone', async () => {
    const masked = Buffer.from(seed.subarray(0, 16).map((byte) => byte ^ 0x55)).toString('hex')
    const { stdout } = await run(program, ['memory', keyring, masked])
    expect(stdout).toBe('held yes\nleft 0\n')
  })

  it('may keep keyring and sealer beyond main', async () => {
    await run(program, ['exit', keyring])
  })

  it('stands any bytes as a message and as a keyring', async () => {
    const fuzz = join(folder.disk, 'fuzz')
    const corpus = join(folder.disk, 'corpus')
    mkdirSync(corpus)
    const { vectors, keyring } = messageVectors()
    for (const [index, { message }] of vectors.entries())
      writeFileSync(join(corpus, `${index}`), Buffer.from(message, 'hex'))
    writeFileSync(join(corpus, 'keyring'), Buffer.from(keyring, 'hex').subarray(0, -32))
    const flags = ['-O1', '-g1', '-fsanitize=fuzzer,address,undefined', '-fno-sanitize-recover=all']
    await compile('clang++', ['-std=c++17', ...flags, '-o', fuzz], ['keyring_fuzz.cpp'])
    // Without -reload=0 a run longer than a second reads the corpus again, and counts that beyond its limit.
    const words = [`-runs=${fuzzRuns}`, '-seed=1', '-reload=0', `-artifact_prefix=${folder.disk}/`, corpus]
    const { stderr } = await run(fuzz, words, { maxBuffer: 64 << 20 })
    expect(stderr.split('\n').filter((line) => line.startsWith('Done '))).toEqual([
      expect.stringContaining(`Done ${fuzzRuns} runs in `),
    ])
  }, 3_600_000)
})
