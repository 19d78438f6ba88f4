import { readFile } from 'node:fs/promises'
import { type Layout, parseLayout, sourceDocuments } from '../../layout/index.ts'
import { AgentError } from '../agent-error.ts'
import type { Follower, FollowerPlan } from '../followers/index.ts'
import type { AgentSettings } from '../settings/settings.ts'
import { MapsKeeper, type PlannedMaps } from './maps-keeper.ts'

/** The layouts whose maps settings name. Throws `AgentError` where one cannot be read. */
export async function planMaps({ bpf = {} }: AgentSettings): Promise<FollowerPlan | undefined> {
  const planned = await Promise.all(
    Object.entries(bpf).map(async ([name, settings]): Promise<PlannedMaps> => {
      const layout = await readLayout(settings.layout)
      const documents = sourceDocuments(layout).map((key) => ({ name: `bpf:${name}:${key}`, key }))
      return { name, settings, layout, documents }
    }),
  )
  if (planned.length === 0) return undefined
  return {
    documents: planned.flatMap(({ documents }) => documents),
    open: (host) => followerOf(planned.map((maps) => new MapsKeeper(maps, host))),
  }
}

async function readLayout(path: string): Promise<Layout> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new AgentError(`the layout ${path} cannot be read: ${error.code}`)
  })
  const layout = parseLayout(text)
  if ('problem' in layout)
    throw new AgentError(`${path} is not what \`appia generate\` writes: ${layout.problem}`)
  return layout
}

function followerOf(keepers: readonly MapsKeeper[]): Follower {
  return {
    name: 'bpf',
    async start() {
      for (const keeper of keepers) keeper.start()
    },
    async stop() {
      await Promise.all(keepers.map((keeper) => keeper.close()))
    },
    get status() {
      return Object.fromEntries(keepers.map(({ name, status }) => [name, status]))
    },
  }
}
