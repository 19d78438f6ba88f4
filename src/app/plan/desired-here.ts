import type { Desired } from '../../model/index.ts'
import { answerLive } from '../environment/answer-live.ts'
import type { OpenStore } from '../environment/open-store.ts'
import { compileWorkspace } from '../workspace/compile-workspace.ts'
import { isWorkspace } from '../workspace/find-workspace.ts'

/** What the sources say that an environment should hold; undefined where there are none, or they have errors. */
export async function desiredHere({
  directory,
  environment: { name },
  store,
  desired,
}: OpenStore): Promise<Desired | undefined> {
  if (desired !== undefined) return desired
  if (!isWorkspace(directory)) return undefined
  const workspace = await compileWorkspace(directory)
  // As the sources declare it: endpoints may have been given instead.
  const environment = workspace.environments.find((each) => each.name === name)
  if (environment === undefined) return undefined
  const answered = await answerLive({ directory, workspace, environment, store })
  return answered.workspace.compiled.get(name)?.desired
}
