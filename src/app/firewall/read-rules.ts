import { parseRules } from '../../firewall/index.ts'
import {
  type Diagnostic,
  exitCodes,
  type FirewallDocument,
  type JsonValue,
  nodeKey,
} from '../../model/index.ts'
import type { Context } from '../context.ts'
import { describeStore } from '../environment/open-environment.ts'
import { withCompiledEnvironment } from '../environment/with-environment.ts'
import { Failure, InvalidInput } from '../failure.ts'
import { chooseRules, type RulesChoice } from './choose-rules.ts'

/** Firewall rules as the store holds them. */
export interface LiveRules {
  readonly document: FirewallDocument
  readonly key: string
  readonly storeName: string
  readonly revision: number
}

/** Reads the rules from the store; the sources say only where. Throws `InvalidInput` for rules that could not be loaded. */
export async function readRules(choice: RulesChoice, context: Context): Promise<LiveRules> {
  return await withCompiledEnvironment(context, async ({ workspace, environment, store, directory }) => {
    const compiled = workspace.compiled.get(environment.name)
    if (compiled === undefined) throw new Error(`environment ${environment.name} was not compiled`)
    const { key: general } = chooseRules(compiled, { ...(choice.key !== undefined && { key: choice.key }) })
    const keys = choice.node === undefined ? [general] : [nodeKey(general, choice.node), general]
    for (const key of keys) {
      const { kvs, revision } = await store.range({ key })
      const [found] = kvs
      if (found === undefined) continue
      const { document, problems } = await parseRules(parseJson(Buffer.from(found.value).toString()))
      if (document === undefined)
        throw new InvalidInput(
          problems.map((problem): Diagnostic => ({ ...problem, key })),
          directory,
        )
      return { document, key, storeName: describeStore(store, directory), revision }
    }
    const message = `${describeStore(store, directory)} holds no ${general}`
    throw new Failure(exitCodes.error, message, { help: 'appia apply' })
  })
}

/** What is no JSON is no object either, which its schema says. */
function parseJson(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue
  } catch {
    return null
  }
}
