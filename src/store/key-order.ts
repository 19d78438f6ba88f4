/** Compares keys as etcd does, by their UTF-8 bytes; UTF-16 order differs where surrogates meet U+E000..U+FFFF. */
export function compareKeys(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  for (let index = 0; index < length; index++) {
    const left = a.charCodeAt(index)
    const right = b.charCodeAt(index)
    if (left !== right) return rank(left) - rank(right)
  }
  return a.length - b.length
}

/** True when `key` lies in the range: one key without `end`, everything from `from` on with the end '\0'. */
export function isInRange(key: string, from: string, end: string | undefined): boolean {
  if (end === undefined || end === '') return key === from
  return compareKeys(key, from) >= 0 && (end === '\0' || compareKeys(key, end) < 0)
}

/** The index of the first of the sorted `keys` that is not below `key`. */
export function firstNotBelow(keys: readonly string[], key: string): number {
  let low = 0
  let high = keys.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (compareKeys(keys[middle] as string, key) < 0) low = middle + 1
    else high = middle
  }
  return low
}

function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit
}
