import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { generateCpp, generatePython, type NativeInput } from '../../src/codegen/index.ts'
import { parseSchemas } from '../../src/schema/index.ts'
import { expectGolden } from '../support/golden.ts'

const text = readFileSync(join(import.meta.dirname, 'fixtures/cpp/demo.schema.json'), 'utf8')
const { schemas } = parseSchemas([{ file: 'schemas/demo.schema.json', text }])

const workspace: NativeInput = {
  channels: [
    {
      name: 'flows',
      from: { component: 'sniffer', endpoint: 'tcp://10.0.0.1:5571', isBinding: true },
      to: { component: 'detector', endpoint: 'tcp://10.0.0.1:5571', isBinding: false },
      pattern: 'push/pull',
      port: 5571,
    },
    {
      name: 'default',
      from: { component: 'detector', endpoint: 'tcp://localhost:5572', isBinding: false },
      to: { component: 'firewall', endpoint: 'tcp://0.0.0.0:5572', isBinding: true },
      pattern: 'pub/sub',
      port: 5572,
    },
  ],
  keys: [
    { name: 'demo', key: '/config/demo/json', about: 'A document of schema demo.' },
    { name: 'class', key: '/config/class/json', about: 'A document of schema class.' },
  ],
}

describe('generated Python', () => {
  it.each(generatePython({ schemas, workspace }).map(({ path, text }) => [path, text]))(
    '%s reads as the golden file',
    (path, text) => {
      expectGolden(join(import.meta.dirname, 'golden/python', path.replace('generated/python/', '')), text)
    },
  )
})

describe('generated C++ of a workspace', () => {
  it.each(['channels.hpp', 'keys.hpp'])('%s reads as the golden file', async (name) => {
    const { files } = await generateCpp({ schemas: new Map(), runtime: new Map(), workspace })
    const file = files.find(({ path }) => path === `generated/cpp/${name}`)
    expect(file).toBeDefined()
    expectGolden(join(import.meta.dirname, 'golden/cpp', name), file?.text ?? '')
  })
})
