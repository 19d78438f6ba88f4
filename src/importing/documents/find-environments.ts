/** Names that environments have, in the order of stages; the first that is found is the workspace's first. */
const stages = [
  ...['local', 'dev', 'development', 'test', 'testing', 'qa', 'ci', 'int', 'integration', 'lab', 'sandbox'],
  ...['stage', 'staging', 'uat', 'canary', 'preprod', 'pre-prod', 'prod', 'production', 'live'],
]

/** True for a name that is one of an environment by itself. */
export function isStage(name: string): boolean {
  return stages.includes(name.toLowerCase())
}

/** Environments in the order of their stages; others after them. */
export function inOrderOfStages(names: Iterable<string>): string[] {
  const rank = (name: string) => (isStage(name) ? stages.indexOf(name.toLowerCase()) : stages.length)
  return [...new Set(names)].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
}

/** What lies under the names of environments, and what does not. */
export interface PlacedPaths {
  /** In the order of stages; empty where there are none. */
  readonly environments: readonly string[]
  readonly placed: readonly { readonly path: string; readonly environment: string; readonly rest: string }[]
  /** Beside the environments: of none of them. */
  readonly others: readonly string[]
}

/**
 * Splits paths by their first segment where that names an environment: `prod/api/json` → `prod`, `api/json`. Those that
 * were `named` count as environments; without any, names that environments usually have do.
 */
export function findEnvironments(paths: readonly string[], named: readonly string[]): PlacedPaths {
  const isEnvironment = (name: string) => (named.length > 0 ? named.includes(name) : isStage(name))
  const split = paths.map((path) => {
    const [first = '', ...rest] = path.split('/')
    return { path, environment: first, rest: rest.join('/') }
  })
  const isPlaced = ({ environment, rest }: (typeof split)[number]) =>
    rest !== '' && isEnvironment(environment)
  const placed = split.filter(isPlaced)
  if (placed.length === 0) {
    return {
      environments: [],
      placed: paths.map((path) => ({ path, environment: '', rest: path })),
      others: [],
    }
  }
  const others = split.filter((each) => !isPlaced(each)).map(({ path }) => path)
  const found = placed.map(({ environment }) => environment)
  return {
    environments: named.length > 0 ? named.filter((each) => found.includes(each)) : inOrderOfStages(found),
    placed,
    others,
  }
}
