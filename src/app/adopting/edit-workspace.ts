import { readConfined } from '../../files/index.ts'
import {
  type DocumentPart,
  type EditProblem,
  type EnvironmentSources,
  editEnvironment,
  editSource,
  planEdits,
} from '../../importing/index.ts'
import { formatPlace, type LeafLookup, type Origin } from '../../model/index.ts'
import { keysIn } from '../../plan/index.ts'
import type { CompiledOpenEnvironment } from '../environment/with-environment.ts'
import type { CompiledWorkspace } from '../workspace/compiled-workspace.ts'
import type { EditedSource, Refusal } from './adoption.ts'
import type { Drifted } from './find-drift.ts'

/** The sources as they would be, or why they cannot be. */
export type EditedWorkspace =
  | {
      readonly files: readonly EditedSource[]
      /** What is computed, and may come out right by what was edited. */
      readonly doubts: readonly Refusal[]
      /** What others share, and became this environment's own. */
      readonly otherwise: readonly Refusal[]
    }
  | { readonly refusals: readonly Refusal[] }

const indexFile = 'configs/index.ts'

/** Edits the sources so that they say what is live; nothing is written. */
export async function editWorkspace(
  { directory, workspace, environment }: CompiledOpenEnvironment,
  drifted: readonly Drifted[],
  { lookup, isShared }: { readonly lookup: LeafLookup; readonly isShared: boolean },
): Promise<EditedWorkspace> {
  const own = environment.prefix.length
  const { edits, patches, otherwise, problems } = planEdits({
    environment: environment.name,
    documents: drifted.map(({ entry, to }) => ({
      key: entry.key.slice(own),
      component: entry.component,
      ...(entry.node !== undefined && { node: entry.node }),
      from: entry.value,
      to,
      keysAt: keysIn(entry.key, lookup),
    })),
    sources: sourcesOf(workspace),
    isShared,
  })
  const isDoubtful = ({ kind, origin }: EditProblem): boolean =>
    kind === 'computed' && origin?.kind === 'computed' && edits.length > 0
  const asRefusal = (problem: EditProblem): Refusal =>
    refusalOf(problem, { prefix: environment.prefix, live: workspace.live })
  const doubts = problems.filter(isDoubtful).map(asRefusal)
  const refusals = problems.filter((each) => !isDoubtful(each)).map(asRefusal)
  const texts = new Map<string, EditedSource>()
  const read = async (path: string): Promise<EditedSource> => {
    const before = texts.get(path)?.before ?? (await readConfined(directory, path))
    return { path, before, after: texts.get(path)?.after ?? before }
  }
  for (const path of new Set(edits.map(({ at }) => at.file))) {
    const others = ownerOf(path)
    if (others !== undefined) {
      const [first] = edits.filter(({ at }) => at.file === path)
      refusals.push(cannotEdit(`${path} is ${others}, which adopt does not edit`, first?.at))
      continue
    }
    const source = await read(path)
    const after = await editSource(
      path,
      source.after,
      edits.filter(({ at }) => at.file === path),
    )
    if (typeof after === 'string') texts.set(path, { ...source, after })
    else refusals.push(cannotEdit(`${formatPlace(after.edit.at)}: ${after.problem}`, after.edit.at))
  }
  for (const patch of patches) {
    const source = await read(indexFile)
    const after = await editEnvironment(source.after, patch)
    if (typeof after === 'string') texts.set(indexFile, { ...source, after })
    else return { refusals: [...refusals, ...otherwise.map(asRefusal)] }
  }
  return refusals.length > 0
    ? { refusals: [...refusals, ...doubts] }
    : { files: [...texts.values()], doubts, otherwise: otherwise.map(asRefusal) }
}

/** Whose a file is that the workspace imports from elsewhere. */
function ownerOf(path: string): string | undefined {
  if (path.split('/').includes('node_modules')) return 'a file of a package'
  return path.startsWith('../') ? 'outside of the workspace' : undefined
}

/** Where everything comes from, in all environments that were compiled. */
function sourcesOf({ compiled }: CompiledWorkspace): EnvironmentSources[] {
  return [...compiled].map(([environment, { desired, provenance }]) => {
    const prefix = desired?.environment.prefix.length ?? 0
    const documents = (desired?.entries ?? []).map(
      ({ key, component, node }) =>
        [
          key.slice(prefix),
          {
            component,
            ...(node !== undefined && { node }),
            provenance: provenance.get(key) ?? new Map<string, Origin>(),
          },
        ] as const,
    )
    return { environment, documents: new Map(documents) }
  })
}

function refusalOf(
  { problem, kind, key, pointer, origin, others }: EditProblem,
  { prefix, live }: { readonly prefix: string; readonly live: CompiledWorkspace['live'] },
): Refusal {
  const name = `${prefix}${key}${pointer === '' ? '' : `#${pointer}`}`
  const at = origin?.at
  if (kind === 'computed') {
    const read = live.find(
      (each) => at !== undefined && each.at !== undefined && formatPlace(each.at) === formatPlace(at),
    )
    const why = read === undefined ? problem : `live() reads it from ${read.key}`
    const from = origin?.kind === 'computed' ? (origin.from ?? []) : []
    return {
      code: 'not-adoptable',
      key: `${prefix}${key}`,
      pointer,
      message: `${name} cannot be adopted: ${why}`,
      ...(at && { at }),
      notes: from.map((place) => ({ label: 'because', text: 'made of this', at: place })),
      help: 'change by hand what it is made of; appia plan shows what still differs',
    }
  }
  const most = 5
  const rest = others.length - most
  return {
    code: 'shared-value',
    key: `${prefix}${key}`,
    pointer,
    message: `${name} cannot be adopted alone: ${problem}`,
    ...(at && { at }),
    notes: [
      ...others.slice(0, most).map((part) => ({ label: 'also used by', text: partText(part) }) as const),
      ...(rest > 0 ? [{ label: 'also used by', text: `${rest} more` } as const] : []),
    ],
    help:
      kind === 'shared'
        ? 'change them all: --shared; or give this one a literal of its own first'
        : 'give each a literal of its own first',
  }
}

/** `/config/search/json#/port of prod` */
function partText({ environment, key, pointer }: DocumentPart): string {
  return `${key}${pointer === '' ? '' : `#${pointer}`} of ${environment}`
}

function cannotEdit(message: string, at?: Refusal['at']): Refusal {
  return {
    code: 'not-adoptable',
    key: '',
    message,
    ...(at && { at }),
    help: 'change it by hand; appia plan shows what still differs',
  }
}
