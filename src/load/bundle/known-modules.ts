import type { ImportTarget, InstrumentedModule, InstrumentOptions } from '../instrument/instrument-module.ts'
import type { Site, SourceText } from '../sites.ts'

/** An instrumented module, and its JavaScript, which takes longer. */
export interface Made<Code> {
  readonly module: InstrumentedModule
  readonly code: Code
}

/** What was made of a module, and all that went into it. */
interface KnownModule<Code> extends Made<Code> {
  readonly text: string
  /** The rest of the options, and the number of the first site. */
  readonly circumstances: string
  /** What it imports, in the order in which that was asked, and where that led. */
  readonly asked: readonly (readonly [...Parameters<InstrumentOptions['resolve']>, ImportTarget])[]
  readonly sites: readonly (Site | undefined)[]
}

/** Modules by file, as they were made last: what has not changed is not made again. Those of one workspace are kept. */
export class KnownModules<Code> {
  private before: ReadonlyMap<string, KnownModule<Code>> = new Map()
  private now = new Map<string, KnownModule<Code>>()

  /** From here on a workspace is read: what it does not ask for is forgotten with the next. */
  begin(): void {
    this.before = this.now
    this.now = new Map()
  }

  /** What was made of this very text in these very circumstances, else what `make` makes of it. */
  async get(
    source: SourceText,
    options: InstrumentOptions,
    make: (options: InstrumentOptions) => Promise<Made<Code>>,
  ): Promise<Made<Code>> {
    const { table, resolve, ...others } = options
    const first = table.sites.length
    const circumstances = JSON.stringify([first, others])
    const known = this.before.get(source.file)
    const isSame = known?.text === source.text && known.circumstances === circumstances
    if (known !== undefined && isSame && leadsWhereItDid(known, resolve)) {
      table.sites.push(...known.sites)
      this.now.set(source.file, known)
      return known
    }
    const asked: [...Parameters<typeof resolve>, ImportTarget][] = []
    const made = await make({
      ...options,
      resolve(...request) {
        const target = resolve(...request)
        asked.push([...request, target])
        return target
      },
    })
    const { text } = source
    const sites = table.sites.slice(first)
    if (made.module.diagnostics.length === 0)
      this.now.set(source.file, { ...made, text, circumstances, asked, sites })
    return made
  }
}

/** Asks again, in the same order: that is how modules get their numbers. */
function leadsWhereItDid(
  { asked }: Pick<KnownModule<unknown>, 'asked'>,
  resolve: InstrumentOptions['resolve'],
): boolean {
  return asked.every(
    ([specifier, at, target]) => JSON.stringify(resolve(specifier, at)) === JSON.stringify(target),
  )
}
