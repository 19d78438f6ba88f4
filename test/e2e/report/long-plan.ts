import { planOf, update } from '../../cli/sample-plans.ts'

const file = 'configs/units.ts'
const most = 10_000

/** A change of a value of so many keys, each with a line of its own in the sources. */
export const longPlan = (count: number) =>
  planOf({
    managedKeys: count,
    changes: Array.from({ length: count }, (_, index) =>
      update(
        `/config/unit/${String(index).padStart(4, '0')}/json`,
        [
          {
            pointer: '/limits/packets_per_second',
            ...{ from: index, to: index + 1 },
            effect: index % 3 === 0 ? 'restart' : 'live',
            at: { file, line: index + 1, column: 24, length: 6 },
          },
        ],
        { limits: { packets_per_second: index + 1 }, name: `unit ${index}` },
      ),
    ),
  })

/** What set them. */
export const longSources = {
  [file]: Array.from({ length: most }, (_, index) => `  unit_${index}: { packets: ${index + 1} },`).join(
    '\n',
  ),
}
