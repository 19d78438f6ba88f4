import { execFile } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { cppMissing, describeGroup } from '../../support/groups.ts'
import { nativeFolder, warnings } from './native-program.ts'

const run = promisify(execFile)
const generated = join(import.meta.dirname, '../../../generated/cpp')

describeGroup('cpp', cppMissing(), 'the CMake package', () => {
  const folder = nativeFolder()
  const prefix = join(folder.disk, 'prefix')
  afterAll(() => folder.remove())
  beforeAll(async () => {
    const build = join(folder.disk, 'package')
    await run('cmake', ['-S', generated, '-B', build, `-DCMAKE_INSTALL_PREFIX=${prefix}`])
    await run('cmake', ['--install', build])
  })

  /** A project of its own, which knows the package by the prefix alone. */
  function project(name: string, lines: readonly string[]): string {
    const source = join(folder.disk, name)
    mkdirSync(source)
    const head = ['cmake_minimum_required(VERSION 3.16)', `project(${name} LANGUAGES CXX)`]
    writeFileSync(join(source, 'CMakeLists.txt'), [...head, ...lines, ''].join('\n'))
    writeFileSync(
      join(source, 'main.cpp'),
      `#include <iostream>
#include <keyring.hpp>
int main() {
  const auto keyring = appia::Keyring::open("/nowhere/keyring");
  std::cout << (keyring ? "opened" : appia::to_string(keyring.error().code)) << std::endl;
}
`,
    )
    return source
  }

  async function configure(source: string): Promise<string> {
    const flags = `-DCMAKE_CXX_FLAGS=${warnings.join(' ')}`
    const words = ['-S', source, '-B', `${source}/build`, `-DCMAKE_PREFIX_PATH=${prefix}`, flags]
    try {
      return (await run('cmake', words)).stderr
    } catch (error) {
      return (error as { readonly stderr: string }).stderr.replace(/\s+/g, ' ')
    }
  }

  it('is found in its prefix by another project, which links appia::keyring and runs', async () => {
    const source = project('consumer', [
      'find_package(appia_config 1 REQUIRED COMPONENTS keyring)',
      'add_executable(consumer main.cpp)',
      'target_link_libraries(consumer PRIVATE appia::keyring)',
    ])
    expect(await configure(source)).toBe('')
    await run('cmake', ['--build', `${source}/build`])
    expect((await run(`${source}/build/consumer`)).stdout).toBe('absent\n')
  })

  it('serves as a folder of a project too, under the same names', async () => {
    const source = project('parent', [
      `add_subdirectory(${generated} headers)`,
      'add_executable(parent main.cpp)',
      'target_link_libraries(parent PRIVATE appia::keyring appia::config)',
    ])
    expect(await configure(source)).toBe('')
  })

  it.each([
    ['another_version', 'find_package(appia_config 2 REQUIRED)', 'version: 1.0.0'],
    [
      'no_such_part',
      'find_package(appia_config REQUIRED COMPONENTS sealer)',
      'There is no component sealer: config and keyring are all.',
    ],
    [
      'no_openssl',
      'set(CMAKE_DISABLE_FIND_PACKAGE_OpenSSL TRUE)\nfind_package(appia_config REQUIRED COMPONENTS keyring)',
      'appia::keyring needs OpenSSL 3 (Debian: libssl-dev)',
    ],
  ])('says what is missing: %s', async (name, line, message) => {
    expect(await configure(project(name, [line]))).toContain(message)
  })
})
