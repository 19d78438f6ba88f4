import { sizeOf, structsBelow } from '../layout/index.ts'
import type { LayoutType, StructType } from '../model/index.ts'
import { bytes, differenceOfStruct } from './compare-type.ts'
import type { FoundMap, FoundStruct } from './found-layout.ts'

/**
 * The first difference between the structs that types are made of and every struct of their names that the programs of
 * a map know: units that were linked into one object may have been compiled with different headers.
 */
export function differenceOfNamed(
  types: readonly LayoutType[],
  map: FoundMap,
  where: string,
): string | undefined {
  // The outermost first: its size says more than a part of it does.
  const defined = types.flatMap((type) => structsBelow(type).reverse())
  return firstOf(
    defined.map((struct) => differenceOfVariants(struct, map.structs.get(struct.name) ?? [], where)),
  )
}

function differenceOfVariants(
  defined: StructType,
  variants: readonly FoundStruct[],
  where: string,
): string | undefined {
  const differences = variants.map((found) => differenceOfWhole(defined, found, where))
  const difference = firstOf(differences)
  if (difference === undefined || !differences.includes(undefined)) return difference
  return `${difference}; another struct ${defined.name} of ${where} agrees: not everything was compiled with the same headers`
}

function differenceOfWhole(defined: StructType, found: FoundStruct, where: string): string | undefined {
  const field = differenceOfStruct(defined, found, where)
  const size = sizeOf(defined)
  if (found.size === size) return field
  const first = field === undefined ? '' : ` (first difference: ${field})`
  return `${defined.name} is ${bytes(found.size)} in ${where}, ${size} in the header${first}`
}

function firstOf(differences: readonly (string | undefined)[]): string | undefined {
  return differences.find((difference) => difference !== undefined)
}
