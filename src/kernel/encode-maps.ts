import { type DesiredMap, encodeValue, type Host, interfacesIn } from '../layout/index.ts'
import type { Diagnostic } from '../model/index.ts'
import type { MapContents } from './plan-maps.ts'

/** Desired maps as bytes for one host; empty when there are diagnostics. */
export interface EncodedMaps {
  readonly maps: readonly MapContents[]
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * Resolves interface names on a host and encodes every entry. A missing interface is an error of the whole, and never
 * an entry less.
 */
export function encodeMaps(desired: readonly DesiredMap[], host: Host): EncodedMaps {
  const diagnostics = desired.flatMap((map) => missingInterfaces(map, host))
  if (diagnostics.length > 0) return { maps: [], diagnostics }
  const maps = desired.map(({ map, entries }) => ({
    map,
    entries: entries.map(({ key, value }) => ({
      key: encodeValue(map.key, key, host).toString('hex'),
      value: encodeValue(map.value, value, host).toString('hex'),
    })),
  }))
  return { maps, diagnostics: [] }
}

function missingInterfaces({ document, entries }: DesiredMap, host: Host): Diagnostic[] {
  const present = [...host.interfaces.keys()].sort().join(', ')
  return entries.flatMap(({ key, value, pointer }) => {
    const names = new Set([...interfacesIn(key), ...interfacesIn(value)])
    return [...names]
      .filter((name) => !host.interfaces.has(name))
      .map(
        (name): Diagnostic => ({
          code: 'interface-missing',
          severity: 'error',
          message: `interface ${name} is not on this host: nothing would be captured there`,
          key: document,
          pointer,
          notes: [{ label: 'found', text: `interfaces of this host: ${present}` }],
          help: 'bring the interface up, correct its name, or take it out of the interface map',
        }),
      )
  })
}
