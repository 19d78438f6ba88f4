/** Says of each kind whether it is time, once each time that it is. A clock that was put back, or ahead, holds nothing up. */
export function dueTimes<Kind extends string>(
  every: Readonly<Record<Kind, number>>,
  start: number,
): (kind: Kind, now: number) => boolean {
  const last = new Map<Kind, number>()
  return (kind, now) => {
    if (Math.abs(now - (last.get(kind) ?? start)) < every[kind]) return false
    last.set(kind, now)
    return true
  }
}
