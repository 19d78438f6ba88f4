import { resolve } from 'node:path'
import type { Environment } from '../../model/index.ts'
import { etcdOptions } from '../../store/index.ts'
import type { Context } from '../context.ts'
import { chooseEnvironment } from '../environment/choose-environment.ts'
import { withStore } from '../environment/with-environment.ts'
import { areEndpointsGiven } from '../environment/with-plan-target.ts'
import { usageFailure } from '../failure.ts'
import { compileWorkspace } from '../workspace/compile-workspace.ts'
import { isWorkspace, nearestWorkspace } from '../workspace/find-workspace.ts'
import { gatherFiles } from './gather-files.ts'
import { gatherStore } from './gather-store.ts'
import type { ImportReport, ImportRequest } from './import-request.ts'
import { importTexts } from './import-texts.ts'

/** Imports files and folders, or what lies under a prefix of a store; the store is read and nothing else. */
export async function importFiles(request: ImportRequest, context: Context): Promise<ImportReport> {
  if (request.fromStore === undefined)
    return await importTexts(await gatherFiles(request, context), request, context)
  const { directory, environment } = await storeToRead(context)
  const gathered = await withStore({ directory, environment, context }, (open) => gatherStore(request, open))
  return await importTexts(gathered, request, context)
}

/** An environment of the workspace, or the etcd of the endpoints that were given. */
async function storeToRead(context: Context): Promise<{ directory: string; environment: Environment }> {
  const directory = workspaceHere(context)
  const { environments } = directory === undefined ? { environments: [] } : await compileWorkspace(directory)
  const named = environments.find(({ name }) => name === context.environment)
  if (named !== undefined) return { directory: directory ?? context.directory, environment: named }
  if (areEndpointsGiven(context)) {
    const endpoints = givenEndpoints(context)
    const { prefix = '', environment: name = 'etcd' } = context
    const environment: Environment = {
      name,
      workspace: '',
      store: 'etcd',
      endpoints,
      prefix: prefix.replace(/\/$/, ''),
      isProtected: false,
      signers: [],
      readable: [],
    }
    return { directory: directory ?? context.directory, environment }
  }
  if (directory === undefined) {
    throw usageFailure(
      'no workspace here, and no endpoints given: from which etcd?',
      'say it: --endpoints LIST, or ETCDCTL_ENDPOINTS',
    )
  }
  return { directory, environment: chooseEnvironment(environments, context) }
}

function workspaceHere(context: Context): string | undefined {
  if (context.workspace === undefined) return nearestWorkspace(context)
  const named = resolve(context.directory, context.workspace)
  return isWorkspace(named) ? named : undefined
}

function givenEndpoints({ endpoints, variables }: Context): readonly string[] {
  return endpoints?.split(',') ?? etcdOptions({ flags: {}, environment: variables }).endpoints
}
