import { address } from './address'

const highWaterMark = 1000

export function socket(port: number, mode = 'connect') {
  return { ...endpoint(port), mode, queue: { high_water_mark: highWaterMark } }
}

const endpoint = (port: number) => ({ address, port })

export function labels(...names: string[]) {
  return names.map((name) => ({ name, kind: 'label' }))
}

export const pipeline = () => {
  const first = socket(1)
  return { first, second: { ...first, port: 2 } }
}
