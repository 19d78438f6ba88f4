import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { describeGroup, mypyMissing } from '../../support/groups.ts'

const root = join(import.meta.dirname, '../../..')

/** A script as those are that operate a fleet. */
const script = `import json
from demo_config import Demo, Mode
import channels
import keys

def read(text: str) -> Demo:
    document: Demo = json.loads(text)
    return document

def port_of(document: Demo) -> int:
    if document["mode"] == "2nd" or document["mode"] == Mode.HOST_ONLY:
        return document["port"]
    return channels.flows.port

def relax(document: Demo) -> None:
    document["mode"] = "2nd"
    document["mode"] = Mode.DEFAULT

def key() -> str:
    return keys.of_node("demo", "gw-01") if channels.flows.source.binds else keys.DEMO
`

describeGroup('cpp', mypyMissing(), 'generated Python', () => {
  const folder = mkdtempSync(join(tmpdir(), 'appia-python-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  function complaintsOf(text: string): string {
    const demo = join(folder, 'demo')
    cpSync(join(root, 'test/codegen/golden/python'), demo, { recursive: true })
    writeFileSync(join(demo, 'script.py'), text)
    const words = ['--strict', '--no-error-summary', '--python-version', '3.11', '.']
    return spawnSync('mypy', words, { cwd: demo, encoding: 'utf8' }).stdout
  }

  it('of the workspace passes mypy --strict', () => {
    const words = ['--strict', '--python-version', '3.11', '--cache-dir', join(folder, 'cache'), '.']
    const { stdout, status } = spawnSync('mypy', words, {
      cwd: join(root, 'generated/python'),
      encoding: 'utf8',
    })
    expect(stdout).toMatch(/^Success: no issues found/)
    expect(status).toBe(0)
  })

  it('of schemas that share parts passes mypy --strict, and a part is one type for all', () => {
    const shared = join(folder, 'shared')
    cpSync(join(root, 'test/codegen/golden/shared/python'), shared, { recursive: true })
    const use = `from api_config import Api
from parts_tls_config import Tls

def tls_of(document: Api) -> Tls:
    return document["tls"]
`
    writeFileSync(join(shared, 'use.py'), use)
    const words = ['--strict', '--no-error-summary', '--python-version', '3.11', '.']
    expect(spawnSync('mypy', words, { cwd: shared, encoding: 'utf8' }).stdout).toBe('')
    writeFileSync(join(shared, 'use.py'), use.replace('"tls"', '"log"'))
    expect(spawnSync('mypy', words, { cwd: shared, encoding: 'utf8' }).stdout).toContain('expected "Tls"')
  })

  it('is used as docs/native-components.md shows', () => {
    const page = readFileSync(join(root, 'docs/native-components.md'), 'utf8')
    const [, code = ''] = /```python\n(.*?)```/s.exec(page) ?? []
    const own = join(folder, 'page')
    cpSync(join(root, 'generated/python'), own, { recursive: true })
    writeFileSync(join(own, 'script.py'), code)
    const words = ['--strict', '--no-error-summary', '--python-version', '3.11', 'script.py']
    expect(spawnSync('mypy', words, { cwd: own, encoding: 'utf8' }).stdout).toBe('')
    expect(code).toContain('port_of')
  })

  it('is used without a complaint', () => {
    expect(complaintsOf(script)).toBe('')
  })

  it.each([
    ['document["port"]', 'document["prot"]', 'TypedDict "Demo" has no key "prot"'],
    ['= "2nd"\n', '= "3rd"\n', 'Value of "mode" has incompatible type'],
    ['Mode.HOST_ONLY', 'Mode.HOST', 'has no attribute "HOST"'],
    ['return document["port"]', 'return document["greeting"]', 'got "str", expected "int"'],
  ])('%s written as %s is found', (right, wrong, message) => {
    expect(complaintsOf(script.replace(right, wrong))).toContain(message)
  })
})
