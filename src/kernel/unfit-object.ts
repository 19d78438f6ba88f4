import { endianness } from 'node:os'
import { type Elf, isElf, parseElf } from './elf.ts'

/** Why a file is not compared with a layout, and what to do about it. */
export interface Unfit {
  /** Follows the name of the file: `has no BTF: …` */
  readonly reason: string
  readonly help: string
}

/** The machine number of BPF (EM_BPF, linux/elf-em.h). */
const bpfMachine = 247
const machines: { readonly [machine: number]: string } = {
  3: 'i386',
  40: 'ARM',
  62: 'x86-64',
  183: 'AArch64',
}
const build = 'clang --target=bpf -g -O2 -c'

/** The headers of a BPF object, or why the kernel or a comparison cannot take it, as far as its sections show that. */
export function inspectObject(bytes: Uint8Array): Elf | Unfit {
  if (bytes.length === 0) return { reason: 'is empty', help: rebuild('') }
  if (isBitcode(bytes)) {
    return {
      reason: 'is LLVM bitcode, which no kernel loads',
      help: rebuild(', without -emit-llvm and -flto'),
    }
  }
  if (!isElf(bytes)) {
    return {
      reason: 'is not an ELF object',
      help: `name the compiled object, not a source or a header: ${build}`,
    }
  }
  if (bytes[4] === 1) return { reason: 'is an ELF object of 32 bits, not of BPF', help: rebuild('') }
  const elf = parseElf(bytes)
  return elf === undefined
    ? { reason: 'is cut off: its ELF headers lie beyond its end', help: rebuild(' again, or copy it again') }
    : (unfitElf(elf) ?? elf)
}

/** True where `inspectObject` found a reason. */
export function isUnfit(found: Elf | Unfit): found is Unfit {
  return 'reason' in found
}

/** Why the BTF of an object tells nothing of its maps, whose types the compiler left out. */
export const withoutMapTypes: Unfit = {
  reason: 'has BTF without the types of its maps: it was built with -g1 or -gline-tables-only',
  help: rebuild(''),
}

function unfitElf({ machine, endianness: order, sections }: Elf): Unfit | undefined {
  if (machine !== bpfMachine) {
    const other = machines[machine] ?? `machine ${machine}`
    return { reason: `is an object for ${other}, not for BPF`, help: rebuild('') }
  }
  if (order !== endianness()) {
    const help = `build it with --target=bpf on this machine, or --target=${order === 'LE' ? 'bpfeb' : 'bpfel'}`
    return { reason: `is ${words(order)}-endian, this machine is ${words(endianness())}-endian`, help }
  }
  if (sections.some(({ name }) => name === 'maps' || name.startsWith('maps/'))) {
    return {
      reason:
        'defines maps in the legacy section "maps" (struct bpf_map_def), which libbpf 1.0 and later refuses',
      help: 'define them through the .bpf.h that `appia generate` writes: SEC(".maps")',
    }
  }
  if (sections.some(({ name }) => name === '.BTF')) return undefined
  return {
    reason: 'has no BTF, so that no type can be compared',
    help: rebuild(' (GCC: -gbtf), and do not strip it'),
  }
}

/** Raw bitcode, or in the wrapper of Darwin (llvm/docs/BitCodeFormat). */
function isBitcode(bytes: Uint8Array): boolean {
  const magic = Buffer.from(bytes.subarray(0, 4)).toString('hex')
  return magic === '4243c0de' || magic === 'dec0170b'
}

function rebuild(how: string): string {
  return `build it with ${build}${how}`
}

function words(order: 'LE' | 'BE'): string {
  return order === 'LE' ? 'little' : 'big'
}
