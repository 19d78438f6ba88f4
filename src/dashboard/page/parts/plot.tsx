import { useEffect, useMemo, useRef } from 'preact/hooks'
import uPlot from 'uplot'
import type { Samples } from '../../board.ts'
import { bytesText } from '../../state/words.ts'
import { useScheme } from './use-scheme.ts'

export interface PlotProperties {
  readonly samples: Samples
  readonly column: 'latency' | 'size'
  readonly hours: number
  readonly height: number
}

/** A plot that has just begun is not drawn out to the whole width. */
const leastSeconds = 600

const titles = { latency: 'Latency', size: 'Size of the database' } as const

/** A column of the measurements over time, a line an endpoint; a canvas, so in words besides. */
export function Plot({ samples, column, hours, height }: PlotProperties) {
  const place = useRef<HTMLDivElement>(null)
  const plot = useRef<uPlot | undefined>(undefined)
  const scheme = useScheme()
  const names = samples.endpoints.map(({ name }) => name).join('\n')
  const data = useMemo(() => dataOf(samples, column, hours), [samples, column, hours])
  // new data is given to the plot that is there
  useEffect(() => {
    const element = place.current
    if (element === null) return
    const made = new uPlot(
      optionsOf(names.split('\n'), { column, height, width: element.clientWidth }),
      data,
      element,
    )
    plot.current = made
    const observer = new ResizeObserver(() => made.setSize({ width: element.clientWidth, height }))
    observer.observe(element)
    return () => {
      observer.disconnect()
      made.destroy()
    }
  }, [names, column, height, scheme])
  useEffect(() => plot.current?.setData(data), [data])
  return (
    <figure class="plot">
      <figcaption class="muted">
        {titles[column]}, last {hours === 1 ? 'hour' : `${hours} hours`}: {summaryOf(data, column)}
      </figcaption>
      <div ref={place} aria-hidden="true" />
    </figure>
  )
}

function dataOf(
  { times, endpoints }: Samples,
  column: PlotProperties['column'],
  hours: number,
): uPlot.AlignedData {
  const from = times.findIndex((time) => time >= (times.at(-1) ?? 0) - hours * 3_600_000)
  const start = Math.max(0, from)
  return [
    times.slice(start).map((time) => time / 1000),
    ...endpoints.map((each) => [...each[column].slice(start)]),
  ]
}

function optionsOf(
  names: readonly string[],
  {
    column,
    height,
    width,
  }: { readonly column: PlotProperties['column']; readonly height: number; readonly width: number },
): uPlot.Options {
  const style = getComputedStyle(document.documentElement)
  const colour = (name: string) => style.getPropertyValue(name).trim()
  const axis = {
    stroke: colour('--muted'),
    grid: { stroke: colour('--line'), width: 1 },
    ticks: { show: false },
    font: '12px system-ui',
  }
  return {
    ...{ width, height, legend: { show: false }, cursor: { show: false } },
    scales: {
      x: { range: (_, least, most) => [Math.min(least, most - leastSeconds), most] },
      y: { range: (_, __, most) => [0, (most ?? 1) * 1.15 || 1] },
    },
    axes: [
      { ...axis, values: '{HH}:{mm}' },
      { ...axis, size: 64, values: (_, ticks) => ticks.map((tick) => textOf(tick, column)) },
    ],
    series: [
      {},
      ...names.map((label, index) => ({
        ...{ label, width: 2, spanGaps: false, points: { show: false } },
        stroke: colour(`--line-${index % 3}`),
      })),
    ],
  }
}

function textOf(value: number, column: PlotProperties['column']): string {
  return column === 'size' ? bytesText(value) : `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`
}

function summaryOf([, ...columns]: uPlot.AlignedData, column: PlotProperties['column']): string {
  const values = columns.flatMap((each) => [...each]).filter((value) => value !== null && value !== undefined)
  const gaps = columns.some((each) => [...each].some((value) => value === null))
  if (values.length === 0) return 'no answer'
  const range = `${textOf(
    values.reduce((a, b) => Math.min(a, b)),
    column,
  )} to ${textOf(
    values.reduce((a, b) => Math.max(a, b)),
    column,
  )}`
  return gaps ? `${range}, with gaps` : range
}
