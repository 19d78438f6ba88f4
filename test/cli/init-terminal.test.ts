import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { exitCodes } from '../../src/model/index.ts'
import { describeGroup, terminalMissing } from '../support/groups.ts'
import { type Answer, onTerminal } from '../support/on-terminal.ts'

const name = 'Name of the workspace'
const endpoints = 'Endpoints of your etcd'

async function init(...answers: readonly Answer[]) {
  const directory = mkdtempSync(join(tmpdir(), 'appia-init-'))
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  const ran = await onTerminal(['init', 'shop'], { directory, answers })
  const index = join(directory, 'shop/configs/index.ts')
  return { ...ran, directory, index: existsSync(index) ? readFileSync(index, 'utf8') : undefined }
}

describeGroup('terminal', terminalMissing(), 'init on a terminal', () => {
  it('asks for a name and endpoints, and takes what Return means', async () => {
    const { exitCode, screen, index } = await init(
      { after: name, type: '\r' },
      { after: endpoints, type: '\r' },
    )
    expect(exitCode, screen).toBe(exitCodes.done)
    expect(screen).toContain(`${name} [shop]: `)
    expect(index).toContain("name: 'shop'")
    expect(index).toContain("store: 'embedded'")
  })

  it('takes what is typed', async () => {
    const { exitCode, screen, index } = await init(
      { after: name, type: 'web-shop\r' },
      { after: endpoints, type: '10.0.0.1:2379, 10.0.0.2:2379\r' },
    )
    expect(exitCode, screen).toBe(exitCodes.done)
    expect(index).toContain("name: 'web-shop'")
    expect(index).toContain("endpoints: ['10.0.0.1:2379', '10.0.0.2:2379']")
  })

  it('refuses a name that no workspace can have, and writes nothing', async () => {
    const { exitCode, screen, directory } = await init(
      { after: name, type: 'Web Shop\r' },
      { after: endpoints, type: '\r' },
    )
    expect(exitCode, screen).toBe(exitCodes.usage)
    expect(screen).toContain('"Web Shop" cannot be the name of a workspace')
    expect(readdirSync(directory)).toEqual([])
  })

  it.each([
    ['Ctrl-C', '\x03'],
    ['the end of input', '\x04'],
  ])('writes nothing after %s', async (_title, type) => {
    const { exitCode, screen, directory } = await init(
      { after: name, type: '\r' },
      { after: endpoints, type },
    )
    expect(exitCode, screen).toBe(exitCodes.interrupted)
    expect(readdirSync(directory)).toEqual([])
  })
})
