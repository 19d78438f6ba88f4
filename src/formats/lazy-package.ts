/** A package that is loaded only where it is needed, and then used as if it had been there. */
export interface LazyPackage<Package> {
  readonly load: () => Promise<void>
  readonly get: () => Package
}

/** A package of a format: `loadFormats` loads it, reading and writing use it. */
export function lazyPackage<Package>(name: string, load: () => Promise<Package>): LazyPackage<Package> {
  let loaded: Package | undefined
  return {
    async load() {
      loaded ??= await load()
    },
    get() {
      if (loaded === undefined) throw new Error(`${name} is used before loadFormats() has loaded it`)
      return loaded
    },
  }
}
