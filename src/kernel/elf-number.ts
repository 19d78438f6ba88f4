/** Section types of ELF (elf.h). */
const symbolTable = 2

interface Section {
  readonly type: number
  readonly offset: number
  readonly size: number
  readonly link: number
}

/**
 * The 64-bit number that a global variable of a 64-bit ELF object holds, as 16 hex digits; undefined when there is no
 * such symbol. Layouts of the tables: elf.h, Elf64_Ehdr, Elf64_Shdr, Elf64_Sym.
 */
export function readElfNumber(object: Uint8Array, matches: (symbol: string) => boolean): string | undefined {
  const view = new DataView(object.buffer, object.byteOffset, object.byteLength)
  if (object.length < 64 || view.getUint32(0) !== 0x7f454c46 || object[4] !== 2) return undefined
  const little = object[5] === 1
  const sections = sectionsOf(view, little)
  const symbols = sections.find(({ type }) => type === symbolTable)
  const names = symbols && sections[symbols.link]
  if (!symbols || !names) return undefined
  for (let at = symbols.offset; at < symbols.offset + symbols.size; at += 24) {
    const name = textAt(object, names.offset + view.getUint32(at, little))
    const section = sections[view.getUint16(at + 6, little)]
    if (section && matches(name)) {
      const value = section.offset + Number(view.getBigUint64(at + 8, little))
      return view.getBigUint64(value, little).toString(16).padStart(16, '0')
    }
  }
  return undefined
}

function sectionsOf(view: DataView, little: boolean): Section[] {
  const start = Number(view.getBigUint64(40, little))
  const entrySize = view.getUint16(58, little)
  return Array.from({ length: view.getUint16(60, little) }, (_, index) => {
    const at = start + index * entrySize
    return {
      type: view.getUint32(at + 4, little),
      offset: Number(view.getBigUint64(at + 24, little)),
      size: Number(view.getBigUint64(at + 32, little)),
      link: view.getUint32(at + 40, little),
    }
  })
}

function textAt(object: Uint8Array, start: number): string {
  return Buffer.from(object.subarray(start, object.indexOf(0, start))).toString()
}
