import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { LayoutDeclaration } from '../../../src/model/index.ts'
import { demo, demoDocuments } from '../../codegen/c-demo.ts'
import { clangMissing, describeGroup, findExecutable } from '../../support/groups.ts'
import { snifferMaps } from '../../support/sniffer-maps.ts'
import { run, snifferDocuments, writeHeaders } from './headers.ts'

const strict = ['-Wall', '-Wextra', '-Wpadded', '-Werror', '-pedantic']
const kernelTypes = '/sys/kernel/btf/vmlinux'
const missing = clangMissing() ?? (findExecutable('g++') ? undefined : 'no g++ in PATH')

const standards = [
  { language: 'c', compiler: { clang: 'clang', gcc: 'gcc' }, standard: 'c11' },
  { language: 'cpp', compiler: { clang: 'clang++', gcc: 'g++' }, standard: 'c++17' },
  { language: 'cpp', compiler: { clang: 'clang++', gcc: 'g++' }, standard: 'c++20' },
] as const
const targets = ['bpfel', 'bpfeb', 'x86_64-linux-gnu', 'i386-linux-gnu', 'aarch64-linux-gnu']
const machines = ['-m64', '-m32']

const layouts: [string, LayoutDeclaration, ReturnType<typeof snifferDocuments>][] = [
  ['sniffer', snifferMaps, snifferDocuments()],
  ['demo', demo, new Map(demoDocuments)],
]

for (const [name, declaration, documents] of layouts) {
  describeGroup('clang', missing, `the headers of ${name}, without a warning`, () => {
    let folder = ''
    const source = (file: string, text: string) => {
      writeFileSync(join(folder, file), text)
      return join(folder, file)
    }
    const check = (compiler: string, parameters: readonly string[], file: string) =>
      run(compiler, [...strict, ...parameters, `-I${folder}`, '-fsyntax-only', file])

    beforeAll(() => {
      folder = writeHeaders(declaration, documents)
    })
    afterAll(() => rmSync(folder, { recursive: true, force: true }))

    for (const { language, compiler, standard } of standards) {
      it.each(targets)(`compile with clang as ${standard} for %s`, (target) => {
        const file = source(`layout.${language}`, `#include "${name}.layout.h"\nint unused;\n`)
        check(compiler.clang, [`-std=${standard}`, `--target=${target}`], file)
      })

      it.each(machines)(`compile with gcc as ${standard} with %s, entries included`, (machine) => {
        const file = source(`entries.${language}`, `#include "${name}.entries.h"\nint unused;\n`)
        check(compiler.gcc, [`-std=${standard}`, machine], file)
      })

      it(`compile with clang as ${standard}, entries included`, () => {
        const file = source(`entries.${language}`, `#include "${name}.entries.h"\nint unused;\n`)
        check(compiler.clang, [`-std=${standard}`], file)
      })
    }

    it('compile with short enums, which change no size', () => {
      const file = source('layout.c', `#include "${name}.layout.h"\nint unused;\n`)
      check('gcc', ['-std=c11', '-fshort-enums'], file)
    })

    it('are included by two C++ units of one program', () => {
      const first = source(
        'one.cpp',
        `#include "${name}.entries.h"\nint other();\nint main() { return other(); }\n`,
      )
      const second = source('two.cpp', `#include "${name}.entries.h"\nint other() { return 0; }\n`)
      run('g++', [...strict, '-std=c++17', `-I${folder}`, first, second, '-o', join(folder, 'program')])
      run(join(folder, 'program'), [])
    })

    it.each(['bpfel', 'bpfeb'])('define the maps of a BPF unit for %s with <linux/bpf.h>', (target) => {
      const unit = source('unit.bpf.c', `#include <linux/bpf.h>\n#include "${name}.bpf.h"\n`)
      const system = ['-isystem', '/usr/include/x86_64-linux-gnu']
      run('clang', [...bpfFlags(target), ...system, `-I${folder}`, unit, '-o', join(folder, 'unit.o')])
    })

    it.skipIf(findExecutable('bpf-gcc') === undefined)('define the maps of a BPF unit for GCC', () => {
      // Text beside them: what GCC puts into .rodata by itself must agree in kind.
      const text = 'const char text[] = "text";\nconst char *use(void) { return text; }\n'
      const unit = source('unit.bpf.c', `#include <linux/bpf.h>\n#include "${name}.bpf.h"\n${text}`)
      const system = ['/usr/include', '/usr/include/x86_64-linux-gnu'].flatMap((path) => ['-idirafter', path])
      const flags = ['-Wall', '-Wextra', '-Wpadded', '-Werror', '-Wno-unused-variable', '-gbtf', '-O2', '-c']
      run('bpf-gcc', [...flags, ...system, `-I${folder}`, unit, '-o', join(folder, 'unit.o')])
    })

    it.skipIf(!existsSync(kernelTypes)).each(['bpfel', 'bpfeb'])(
      'define the maps of a BPF unit for %s with vmlinux.h as a system header',
      (target) => {
        const system = join(folder, 'system')
        mkdirSync(system, { recursive: true })
        const types = run('bpftool', ['btf', 'dump', 'file', kernelTypes, 'format', 'c'])
        writeFileSync(join(system, 'vmlinux.h'), types)
        const unit = source('unit.bpf.c', `#include <vmlinux.h>\n#include "${name}.bpf.h"\n`)
        run('clang', [
          ...bpfFlags(target),
          '-isystem',
          system,
          `-I${folder}`,
          unit,
          '-o',
          join(folder, 'unit.o'),
        ])
      },
    )

    it('are refused by a compiler when the struct is another one', () => {
      const header = join(folder, `${name}.layout.h`)
      const edited = source('edited.c', `#define __UINT16_TYPE__ __UINT32_TYPE__\n#include "${header}"\n`)
      expect(() => check('gcc', ['-std=c11', '-Wno-builtin-macro-redefined'], edited)).toThrow(
        /static assertion failed/,
      )
    })
  })
}

/** `-pedantic` is left out: the macros of libbpf are no ISO C. */
function bpfFlags(target: string): string[] {
  return ['-Wall', '-Wextra', '-Wpadded', '-Werror', `--target=${target}`, '-g', '-O2', '-c']
}
