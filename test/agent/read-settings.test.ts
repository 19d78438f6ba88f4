import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readSettings } from '../../src/agent/index.ts'
import { readSigningKey } from '../../src/signing/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'appia-settings-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const path = join(folder, 'agent.json')
const read = (text: string) => {
  writeFileSync(path, text)
  return readSettings(path)
}
const withFile = (file: object) => JSON.stringify({ stateFolder: '/var/lib/appia', files: { app: file } })

const { privateKey } = generateKeyPairSync('ed25519')
const pem = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()
const line = `${readSigningKey(pem).publicKey} anna`
const withSigners = (signers: readonly string[], accept = 'applied-only') =>
  JSON.stringify({ stateFolder: '/a', accept, signers, files: { a: { path: '/a' } } })

describe('settings of an agent', () => {
  it('name who must have signed', async () => {
    expect(await read(withSigners([line]))).toMatchObject({ accept: 'applied-only', signers: [line] })
  })

  it('have defaults', async () => {
    expect(await read(withFile({ path: '/etc/app.json' }))).toEqual({
      stateFolder: '/var/lib/appia',
      accept: 'anything',
      files: { app: { path: '/etc/app.json', format: 'json', mode: '0640', edited: 'restore' } },
    })
  })

  it('take a program, a signal and a unit', async () => {
    const file = {
      path: '/etc/app.json',
      check: { command: ['app', '--check', '{file}'] },
      reload: { signal: 'SIGHUP', pidFile: '/run/app.pid' },
      restart: { unit: 'app@a.service', verb: 'restart', within: 30 },
      healthy: { command: ['curl', '-f', 'localhost'], within: 2.5 },
    }
    expect((await read(withFile(file))).files?.app).toMatchObject(file)
  })

  it.each([
    ['{"stateFolder": }', /agent\.json:1:17 is not JSON/],
    ['{"stateFolder": "/a", "stateFolder": "/b", "files": {}}', /agent\.json:1:23 is not JSON/],
    [JSON.stringify({ stateFolder: '/a', files: {} }), /files/],
    [withFile({}), /path/],
    [withFile({ path: 'relative' }), /path/],
    [withFile({ path: '/etc/app.json', reload: { signal: 'SIGKILL', pidFile: '/run/a' } }), /reload/],
    [withFile({ path: '/etc/app.json', reload: { command: 'a b' } }), /reload/],
    [withFile({ path: '/etc/app.json', mode: '640' }), /mode/],
    [withFile({ path: '/etc/app.json', rlaod: {} }), /rlaod/],
    [JSON.stringify({ stateFolder: '/a', status: '0.0.0.0:80', files: { a: { path: '/a' } } }), /status/],
    [
      JSON.stringify({ stateFolder: '/a', files: { a: { path: '/etc/x' }, b: { path: '/etc/x' } } }),
      /\/files\/a and \/files\/b write the same path, \/etc\/x/,
    ],
    [
      withSigners([line], 'anything'),
      /\/signers are asked only of what was applied; add "accept": "applied-only"/,
    ],
    [withSigners(['ssh-rsa AAAA anna']), /signers/],
    [withSigners([]), /signers/],
    [withSigners([line, `ssh-ed25519 ${'A'.repeat(68)} anna`]), /\/signers\/1 is no key/],
  ])('%s is refused with its place', async (text, told) => {
    await expect(read(text)).rejects.toThrow(told)
  })

  it('that are not there are told', async () => {
    await expect(readSettings('/nowhere.json')).rejects.toThrow('/nowhere.json cannot be read: ENOENT')
  })
})
