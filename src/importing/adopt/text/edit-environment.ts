import type { Node, ObjectLiteralExpression, SourceFile } from 'ts-morph'
import { splice } from '../../index-file/extend-literal.ts'
import { memberName } from '../../modules/literals.ts'
import { type PatchEntry, patchesElement } from '../patch-path.ts'
import type { Uneditable } from '../source-edit.ts'
import { arrangeParts, slashStyle } from './arrange-parts.ts'
import { editTypeScript } from './edit-typescript.ts'
import { type Module, parseModule } from './module.ts'
import { withImported } from './with-imported.ts'

/** What is otherwise in one environment, or on one of its nodes. */
export interface EnvironmentPatch {
  readonly environment: string
  readonly component: string
  readonly node?: string
  /** Without a value the member is not there. */
  readonly members: readonly PatchEntry[]
}

/** `configs/index.ts` in which a component of an environment is an override that says this too. */
export async function editEnvironment(text: string, patch: EnvironmentPatch): Promise<string | Uneditable> {
  const { members } = patch
  const module = await parseModule(text)
  const expression = ownExpression(module, patch)
  if ('problem' in expression) return expression
  const opening = expression.start + expression.text.lastIndexOf('override(')
  let edited = splice(text, [expression])
  for (const member of members) {
    const next = await editTypeScript(edited, opening, { kind: 'patch', ...member })
    if (typeof next !== 'string') return next
    edited = next
  }
  const overridden = withImported(edited, 'override')
  const named = members.some(patchesElement) ? withImported(overridden, 'patchElements') : overridden
  return members.some(({ value }) => value === undefined) ? withImported(named, 'remove') : named
}

interface Replacement {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** The text with which the component is an override in that environment, which changes nothing yet. */
function ownExpression(module: Module, patch: EnvironmentPatch): Replacement | Uneditable {
  const { environment, component, node } = patch
  const workspace = workspaceLiteral(module)
  const shared = membersOf(module, objectIn(module, workspace, 'components'))
  const common = shared.find(({ name, value }) => isCalled(name, component) || isCalled(value, component))
  const own = objectIn(module, objectIn(module, workspace, 'environments'), environment)
  if (own === undefined) return byHand(patch)
  if (node !== undefined) {
    const present = membersOf(module, objectIn(module, own, 'nodes')).find(({ name }) => name === node)
    return present === undefined || present.isList ? byHand(patch) : wrapped(present)
  }
  const components = objectIn(module, own, 'components')
  const present = membersOf(module, components).find(
    ({ name }) => name === common?.name || isCalled(name, component),
  )
  if (present !== undefined) return wrapped(present)
  if (common === undefined || !/^[\w$.]+$/.test(common.value)) return byHand(patch)
  const member = `${memberName(common.name)}: override(${common.value}, {})`
  return inserted(module, { own, components, member })
}

function byHand({ environment, component, node }: EnvironmentPatch): Uneditable {
  const where =
    node === undefined
      ? `components of environments.${environment}`
      : `node ${node} of environments.${environment}`
  return {
    problem: `it is to be said in the ${where} by an override of ${component}, which is not found there`,
  }
}

interface Member {
  readonly name: string
  readonly value: string
  readonly start: number
  readonly end: number
  readonly isList: boolean
}

function wrapped({ name, value, start, end }: Member): Replacement {
  return { start, end, text: `${memberName(name)}: override(${value}, {})` }
}

function inserted(
  { text }: Module,
  {
    own,
    components,
    member,
  }: { own: ObjectLiteralExpression; components: ObjectLiteralExpression | undefined; member: string },
): Replacement {
  const literal = components ?? own
  const print = (indent: string) =>
    components === undefined ? `components: {\n${indent}  ${member},\n${indent}}` : member
  const parts = literal.getProperties().map((each) => ({ start: each.getStart(), end: each.getEnd() }))
  const [start, end] = [literal.getStart(), literal.getEnd()]
  const wanted = [...parts.map((_, kept) => ({ kept })), { print }]
  const edited = arrangeParts(text, { start, end, parts }, { wanted, style: slashStyle })
  return { start, end, text: edited.slice(start, edited.length - (text.length - end)) }
}

function workspaceLiteral({ morph: { Node }, source }: Module): ObjectLiteralExpression | undefined {
  const call = exportedCall(source)
  if (!Node.isCallExpression(call) || call.getExpression().getText() !== 'workspace') return undefined
  const [literal] = call.getArguments()
  return Node.isObjectLiteralExpression(literal) ? literal : undefined
}

function exportedCall(source: SourceFile): Node | undefined {
  return source.getExportAssignment((each) => !each.isExportEquals())?.getExpression()
}

function objectIn(
  { morph: { Node } }: Module,
  literal: ObjectLiteralExpression | undefined,
  name: string,
): ObjectLiteralExpression | undefined {
  const member = literal
    ?.getProperties()
    .find((each) => Node.isPropertyAssignment(each) && plainName(each.getName()) === name)
  const value = Node.isPropertyAssignment(member) ? member.getInitializer() : undefined
  return Node.isObjectLiteralExpression(value) ? value : undefined
}

function membersOf({ morph: { Node } }: Module, literal: ObjectLiteralExpression | undefined): Member[] {
  return (literal?.getProperties() ?? []).flatMap((each): Member[] => {
    const span = { start: each.getStart(), end: each.getEnd() }
    if (Node.isShorthandPropertyAssignment(each))
      return [{ name: each.getName(), value: each.getName(), ...span, isList: false }]
    if (!Node.isPropertyAssignment(each)) return []
    const value = each.getInitializer()
    return [
      {
        name: plainName(each.getName()),
        value: value?.getText() ?? '',
        ...span,
        isList: Node.isArrayLiteralExpression(value),
      },
    ]
  })
}

function plainName(name: string): string {
  return name.replace(/^(['"])(.*)\1$/, '$2')
}

/** `web-shop` is called `webShop` in code. */
function isCalled(variable: string, component: string): boolean {
  const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
  return plain(variable) === plain(component)
}
