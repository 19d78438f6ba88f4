import type { Layout } from '../layout/index.ts'

/** The global variable under which a program carries the hash of a layout (`<name>.bpf.h` defines it). */
export function layoutHashSymbol({ name }: Layout): string {
  return `${name}_layout_hash`
}
