import type { FollowedItem, MemberReport } from '../../app/observing/index.ts'
import type { BoardMember, MemberState } from '../board.ts'

/** A member as the page shows it: how it stands, and why, in words. */
export function memberLine(member: MemberReport, tookUpAt: number | null): BoardMember {
  const { component, node, aliveSince, applied, running, followed, keyId, keys } = member
  const [state, words] = standingOf(member)
  return {
    ...{ name: `${component}@${node}`, component, node, state, words, aliveSince, tookUpAt },
    applied: applied === null ? null : shortId(applied),
    running: running === null ? null : shortId(running),
    followed: followed.map(followedText).filter((text) => text !== ''),
    key: keyId,
    keys,
  }
}

function standingOf(member: MemberReport): readonly [MemberState, string] {
  const { aliveSince, usesLibrary, applied, running, configProblem, agentProblems, configSource } = member
  if (aliveSince === null) {
    if (usesLibrary) return ['down', 'nothing with a live lease reports']
    return ['unknown', 'reports nothing: whether it runs is not known']
  }
  const troubles = [
    ...(configProblem === null ? [] : [`its newest configuration is ${configProblem}`]),
    ...agentProblems,
    ...keyTroubles(member),
  ]
  if (troubles.length > 0) return ['sick', troubles.join('; ')]
  if (running === null) return ['behind', 'does not say what it runs']
  if (running !== applied) return ['behind', `runs ${shortId(running)}, applied is ${shortId(applied)}`]
  const from = configSource === null || configSource === 'live' ? '' : `, from ${configSource}`
  const schema = schemaText(member)
  return [schema === '' ? 'runs' : 'behind', `runs what is applied${from}${schema}`]
}

function keyTroubles({ keys }: MemberReport): string[] {
  switch (keys) {
    case 'cannot-open':
      return ['cannot open the keys that are sealed for it']
    case 'generation-behind':
      return ['refuses the keyset: it has seen a newer generation']
    case 'waiting-for-key':
      return ['waits for a key: the keyset holds none for it']
    default:
      return []
  }
}

function schemaText({ builtWith, schema }: MemberReport): string {
  if (builtWith === null || schema === null || builtWith === schema) return ''
  return `, built with schema ${shortId(builtWith)}, the sources have ${shortId(schema)}`
}

/** What is wrong with it stands among the troubles. */
function followedText({ name, apply, reloads, reloadedAt }: FollowedItem): string {
  const facts = [
    ...(apply === null ? [] : [`@${apply}`]),
    ...(reloads === null ? [] : [reloads === 1 ? 'reloaded once' : `reloaded ${reloads} times`]),
    ...(reloadedAt === null ? [] : [`last at ${reloadedAt}`]),
  ]
  return facts.length === 0 ? '' : `${name}: ${facts.join(', ')}`
}

/** `27c8…f1`, as other outputs shorten a hash; a revision stays as it is. */
function shortId(id: string | null): string {
  if (id === null) return 'nothing'
  return id.startsWith('revision ') || id.length <= 8 ? id : `${id.slice(0, 4)}…${id.slice(-2)}`
}
