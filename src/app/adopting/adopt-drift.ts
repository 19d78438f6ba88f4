import { leafLookup } from '../../compile/index.ts'
import { ChangedMeanwhile, replaceFiles } from '../../files/index.ts'
import { type Diagnostic, type ExitCode, exitCodes, hasErrors, nearest } from '../../model/index.ts'
import { allowsKey, driftOf } from '../../plan/index.ts'
import type { Context, Reviewer } from '../context.ts'
import { describeStore } from '../environment/open-environment.ts'
import { readDocuments } from '../environment/read-documents.ts'
import { type CompiledOpenEnvironment, withCompiledEnvironment } from '../environment/with-environment.ts'
import { Failure, usageFailure } from '../failure.ts'
import { fileProblem } from '../file-problem.ts'
import type { Adoption, AdoptRequest, AdoptResult, Refusal } from './adoption.ts'
import { checkEdited } from './check-edited.ts'
import { compileEdited } from './compile-edited.ts'
import { editWorkspace } from './edit-workspace.ts'
import { findDrift, parsePart } from './find-drift.ts'

/** Writes what was changed outside into the sources, after it was shown and agreed to; nothing is written to a store. */
export async function adoptDrift(
  request: AdoptRequest,
  context: Context,
  reviewer: Reviewer<Adoption>,
): Promise<AdoptResult> {
  const proposed = await withCompiledEnvironment(context, (open) => propose(open, request))
  if (!('files' in proposed)) return proposed
  const { directory, ...adoption } = proposed
  if (adoption.files.length === 0) return { kind: 'nothing', adoption }
  await reviewer.show(adoption)
  if (request.isDry) return { kind: 'dry', adoption }
  const { environment, storeName } = adoption
  if (!context.permissions.isAgreed) await reviewer.agree({ task: 'adopt', environment, storeName })
  if (context.signal.aborted) throw new Failure(exitCodes.interrupted, 'nothing written: interrupted')
  write(directory, adoption)
  return { kind: 'written', adoption }
}

type Proposed = (Adoption & { readonly directory: string }) | Extract<AdoptResult, { kind: 'refused' }>

async function propose(open: CompiledOpenEnvironment, request: AdoptRequest): Promise<Proposed> {
  const { store, environment, desired, workspace, directory } = open
  const { managedPrefixes, entries } = desired
  const live = await readDocuments(
    store,
    { home: environment, managedPrefixes, keys: entries.map(({ key }) => key) },
    entries,
  )
  const lookup = leafLookup(workspace.schemas, { ...desired, index: live.index })
  const ignore = environment.ignoreChanges ?? []
  const report = driftOf({ live, lookup, managedPrefixes, ignore, desired })
  refuseUnknown(request, [...live.index.keys(), ...report.entries.map(({ key }) => key)])
  const found = findDrift({ report, live, lookup, entries, moved: environment.moved ?? [], request })
  if (found.refusals.length > 0) return refused(found.refusals, directory)
  const facts = {
    directory,
    environment: environment.name,
    storeName: describeStore(store, directory),
    revision: live.revision,
    keys: found.drifted.map(({ entry: { key }, leaves, isAhead }) => ({ key, leaves, isAhead })),
    leftAlone: found.leftAlone,
  }
  if (found.drifted.length === 0) return { ...facts, files: [], others: [] }
  const edited = await editWorkspace(open, found.drifted, { lookup, isShared: request.isShared })
  if ('refusals' in edited) return refused(edited.refusals, directory)
  const again = await compileEdited(open, edited.files)
  const checked = checkEdited({
    before: workspace,
    after: again.workspace,
    environment,
    drifted: found.drifted,
  })
  const errors = [...checked.errors, ...again.typeErrors.filter(({ severity }) => severity === 'error')]
  const isOff = hasErrors(errors) || checked.refusals.length > 0
  if (isOff && edited.otherwise.length > 0) return refused(edited.otherwise, directory)
  if (hasErrors(errors))
    return { kind: 'refused', diagnostics: errors.map(inResult), directory, exitCode: exitCodes.invalid }
  if (checked.refusals.length > 0)
    return refused(edited.doubts.length > 0 ? edited.doubts : checked.refusals, directory)
  if (checked.others.length > 0 && !request.isShared)
    return refused(checked.others.map(alsoChanged), directory)
  return { ...facts, files: edited.files, others: checked.others }
}

function refuseUnknown({ parts }: AdoptRequest, keys: readonly string[]): void {
  for (const { key, pointer } of parts.map(parsePart)) {
    if (pointer !== '' && !pointer.startsWith('/'))
      throw usageFailure(
        `#${pointer} is not a JSON pointer: it begins with "/"`,
        `appia adopt '${key}#/${pointer}'`,
      )
    if (keys.some((each) => allowsKey([key], each))) continue
    const near = nearest(key, keys)
    throw usageFailure(
      `no key ${key} is managed here`,
      near === undefined ? 'what was changed outside: appia drift' : `did you mean ${near}?`,
    )
  }
}

/** An error of sources that are not written: its place is one of the text that they would have. */
function inResult({ at, ...diagnostic }: Diagnostic): Diagnostic {
  const where = at === undefined ? '' : `${at.file}:${at.line}: `
  return { ...diagnostic, message: `with what is live, ${where}${diagnostic.message}` }
}

function alsoChanged({ environment, key, pointer }: Adoption['others'][number]): Refusal {
  const message = `${key}${pointer === '' ? '' : `#${pointer}`} of ${environment} would change too`
  return {
    code: 'shared-value',
    key,
    pointer,
    message,
    help: 'let it: --shared; or give this one a literal of its own first',
  }
}

function refused(refusals: readonly Refusal[], directory: string): Extract<AdoptResult, { kind: 'refused' }> {
  const diagnostics = refusals.map((refusal): Diagnostic => ({ severity: 'error', ...refusal }))
  return { kind: 'refused', diagnostics, directory, exitCode: exitCodeOf(refusals) }
}

function exitCodeOf(refusals: readonly Refusal[]): ExitCode {
  const has = (code: Refusal['code']): boolean => refusals.some((each) => each.code === code)
  if (has('changed-twice')) return exitCodes.conflict
  return has('not-adoptable') ? exitCodes.invalid : exitCodes.refused
}

function write(directory: string, { files }: Adoption): void {
  try {
    replaceFiles(directory, files)
  } catch (error) {
    if (error instanceof ChangedMeanwhile)
      throw new Failure(exitCodes.conflict, 'nothing written: a source was changed meanwhile', {
        help: 'look at it, and adopt again',
      })
    throw new Failure(exitCodes.error, `nothing written: ${fileProblem(error)}`, { cause: error })
  }
}
