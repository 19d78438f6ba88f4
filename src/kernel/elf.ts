/** Section types of ELF (elf.h). */
const symbolTable = 2

/** A 64-bit ELF object, as far as a BPF object is looked at. Tables: elf.h, Elf64_Ehdr, Elf64_Shdr, Elf64_Sym. */
export interface Elf {
  readonly machine: number
  readonly endianness: 'LE' | 'BE'
  readonly sections: readonly ElfSection[]
}

interface ElfSection {
  readonly name: string
  readonly type: number
  readonly offset: number
  readonly size: number
  readonly link: number
}

/** True for the first bytes of an ELF file of any width. */
export function isElf(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 4)).toString('latin1') === '\x7fELF'
}

/** The headers of an ELF file; undefined when it ends before they do, or is none of 64 bits. */
export function parseElf(bytes: Uint8Array): Elf | undefined {
  if (!isElf(bytes) || bytes[4] !== 2) return undefined
  const view = viewOf(bytes)
  const little = bytes[5] === 1
  try {
    const sections = namedSections(bytes, view, little)
    return { machine: view.getUint16(18, little), endianness: little ? 'LE' : 'BE', sections }
  } catch (error) {
    if (error instanceof RangeError) return undefined // a header lies beyond the end
    throw error
  }
}

/** The 64-bit number that a global variable holds, as 16 hex digits; undefined when there is no such symbol. */
export function readElfNumber(bytes: Uint8Array, elf: Elf, symbol: string): string | undefined {
  const view = viewOf(bytes)
  const little = elf.endianness === 'LE'
  const symbols = elf.sections.find(({ type }) => type === symbolTable)
  const names = symbols && elf.sections[symbols.link]
  if (!symbols || !names) return undefined
  for (let at = symbols.offset; at < symbols.offset + symbols.size; at += 24) {
    const section = elf.sections[view.getUint16(at + 6, little)]
    if (section && textAt(bytes, names.offset + view.getUint32(at, little)) === symbol) {
      const value = section.offset + Number(view.getBigUint64(at + 8, little))
      return view.getBigUint64(value, little).toString(16).padStart(16, '0')
    }
  }
  return undefined
}

function namedSections(bytes: Uint8Array, view: DataView, little: boolean): ElfSection[] {
  const start = Number(view.getBigUint64(40, little))
  const entrySize = view.getUint16(58, little)
  const headers = Array.from({ length: view.getUint16(60, little) }, (_, index) => {
    const at = start + index * entrySize
    return {
      nameAt: view.getUint32(at, little),
      type: view.getUint32(at + 4, little),
      offset: Number(view.getBigUint64(at + 24, little)),
      size: Number(view.getBigUint64(at + 32, little)),
      link: view.getUint32(at + 40, little),
    }
  })
  const names = headers[view.getUint16(62, little)]?.offset ?? 0
  return headers.map(({ nameAt, ...section }) => ({ name: textAt(bytes, names + nameAt), ...section }))
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

function textAt(bytes: Uint8Array, start: number): string {
  return Buffer.from(bytes.subarray(start, bytes.indexOf(0, start))).toString()
}
