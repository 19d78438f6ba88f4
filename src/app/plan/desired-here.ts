import type { Desired } from '../../model/index.ts'
import type { Schema } from '../../schema/index.ts'
import { answerLive } from '../environment/answer-live.ts'
import type { OpenStore } from '../environment/open-store.ts'
import { compileWorkspace } from '../workspace/compile-workspace.ts'
import { isWorkspace } from '../workspace/find-workspace.ts'

/** An environment as its sources say, and by name the schemas of its documents. */
export interface SourcesHere {
  readonly desired: Desired
  readonly schemas: ReadonlyMap<string, Schema>
}

/** What the sources say that an environment should hold; undefined where there are none, or they have errors. */
export async function desiredHere(open: OpenStore): Promise<Desired | undefined> {
  return open.desired ?? (await sourcesHere(open))?.desired
}

/** The same with the schemas of it. */
export async function sourcesHere({
  directory,
  environment: { name },
  store,
  desired: known,
  workspace: compiled,
}: OpenStore): Promise<SourcesHere | undefined> {
  if (known !== undefined && compiled !== undefined) return { desired: known, schemas: compiled.schemas }
  if (!isWorkspace(directory)) return undefined
  const workspace = await compileWorkspace(directory)
  // As the sources declare it: endpoints may have been given instead.
  const environment = workspace.environments.find((each) => each.name === name)
  if (environment === undefined) return undefined
  const answered = await answerLive({ directory, workspace, environment, store })
  const desired = answered.workspace.compiled.get(name)?.desired
  return desired && { desired, schemas: answered.workspace.schemas }
}
