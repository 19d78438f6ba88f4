import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, expect, it } from 'vitest'
import { completed, setAt } from '../../configs/real-workspace.ts'
import { cppMissing, describeGroup } from '../../support/groups.ts'
import { compile, nativeFolder } from './native-program.ts'

const run = promisify(execFile)
const docs = join(import.meta.dirname, '../../../docs')

/** The fenced blocks of a page in one language. */
function blocksOf(page: string, language: string): string[] {
  const text = readFileSync(join(docs, page), 'utf8')
  return [...text.matchAll(/^```(\w*)\n(.*?)^```$/gms)]
    .filter(([, found]) => found === language)
    .map(([, , block = '']) => block)
}

describeGroup('cpp', cppMissing(), 'the pages on native components', () => {
  const folder = nativeFolder()
  afterAll(() => folder.remove())

  it('have a program that reads a file, and says what is wrong with one in the words shown', async () => {
    const [code = ''] = blocksOf('native-components.md', 'cpp')
    const [shown = ''] = blocksOf('native-components.md', '')
    const path = join(folder.disk, 'sniffer.json')
    expect(code).toContain('/etc/ml-defender/sniffer.json')
    writeFileSync(join(folder.disk, 'main.cpp'), code.replace('/etc/ml-defender/sniffer.json', path))
    const program = join(folder.disk, 'reads')
    // The port is there to be read.
    await compile(
      'g++',
      ['-std=c++17', '-Wno-unused-variable', '-o', program],
      [join(folder.disk, 'main.cpp')],
    )
    const document = completed('sniffer')
    writeFileSync(path, JSON.stringify(document, null, 2))
    expect((await run(program)).stderr).toBe('')
    setAt(document, '/network/output_socket/port', 70_000)
    setAt(document, '/zmq/connection_settings/recv_timeout', 100)
    writeFileSync(path, JSON.stringify(document, null, 2))
    const failed = await run(program).catch((error: { code: number; stderr: string }) => error)
    expect(failed).toMatchObject({ code: 1 })
    expect(failed.stderr.replaceAll(path, '/etc/ml-defender/sniffer.json')).toBe(shown)
  })

  it('have code for channels that compiles', async () => {
    const [, code = ''] = blocksOf('native-components.md', 'cpp')
    writeFileSync(join(folder.disk, 'channels.cpp'), code)
    const flags = ['-std=c++17', '-fsyntax-only', '-Wno-unused-variable', '-Wno-unused-const-variable']
    await compile('g++', flags, [join(folder.disk, 'channels.cpp')])
  })

  it('have code for keys that compiles', async () => {
    const [code = ''] = blocksOf('native-keys.md', 'cpp')
    const [include = '', ...rest] = code.trim().split('\n')
    const around = [
      include,
      '#include <string_view>',
      'int fail(std::string_view text);',
      'int count(std::string_view reason);',
      'void judge(const std::vector<std::uint8_t>& plain, std::string_view sender);',
      'void send(const std::vector<std::uint8_t>& message);',
      'int run(std::string_view bytes, std::string_view verdict);',
      'int run(std::string_view bytes, std::string_view verdict) {',
      ...rest,
      'return 0; }',
    ]
    writeFileSync(join(folder.disk, 'keys.cpp'), around.join('\n'))
    await compile('g++', ['-std=c++17', '-fsyntax-only'], [join(folder.disk, 'keys.cpp')])
  })
})
