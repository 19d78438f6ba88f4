/** BPF object names hold 16 bytes with the final NUL (BPF_OBJ_NAME_LEN, linux/bpf.h); the kernel cuts longer ones off. */
export const longestMapName = 15

// Keywords of C11 and C++20, and names that GNU compilers predefine as macros.
const reservedWords = new Set(
  `alignas alignof and and_eq asm auto bitand bitor bool break case catch char char8_t char16_t char32_t class co_await
  co_return co_yield compl concept const const_cast consteval constexpr constinit continue decltype default delete do
  double dynamic_cast else enum explicit export extern false float for friend goto i386 if inline int linux long mutable
  namespace new noexcept not not_eq nullptr operator or or_eq private protected public register reinterpret_cast
  requires restrict return short signed sizeof static static_assert static_cast struct switch template this
  thread_local throw true try typedef typeid typename typeof union unix unsigned using virtual void volatile wchar_t
  while xor xor_eq`.split(/\s+/),
)

/** Why C or C++ would not take a name; undefined when they do. */
export function reasonAgainstName(name: string): string | undefined {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) return 'is not a C identifier'
  if (reservedWords.has(name)) return 'is a word of C or C++'
  if (/^_[A-Z_]/.test(name) || name.includes('__')) return 'is reserved for compilers'
  return undefined
}

/** `interface_mode`, `host-based` → `INTERFACE_MODE_HOST_BASED` */
export function constantName(...parts: readonly string[]): string {
  return parts
    .join('_')
    .replaceAll(/[^A-Za-z0-9]+/g, '_')
    .toUpperCase()
}

/** The whole characters of a name that fit into the kernel's 15 bytes. */
export function truncatedMapName(name: string): string {
  return Buffer.from(name).subarray(0, longestMapName).toString()
}
