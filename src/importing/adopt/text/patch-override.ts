import type { CallExpression, Node, ObjectLiteralExpression } from 'ts-morph'
import type { ElementStep, PatchEntry, PatchStep } from '../patch-path.ts'
import type { Uneditable } from '../source-edit.ts'
import { arrangeParts, slashStyle } from './arrange-parts.ts'
import { bracketed, type Module, nameOf, nodeAt, setMembers } from './module.ts'
import { printLiteral, printMember } from './print-literal.ts'

const byCode: Uneditable = { problem: 'it is put together there in code' }

/** In the second argument of a call of `override`; what leads to the value is written out as far as it is not there. */
export function patchOverride(
  module: Module,
  offset: number,
  { path, value }: PatchEntry,
): string | Uneditable {
  const { Node } = module.morph
  const call = nodeAt(module, offset, Node.isCallExpression)
  const patch = call === undefined ? undefined : patchOf(module, call)
  if (patch === undefined) return byCode
  let literal = patch
  let [name, ...rest] = named(path)
  while (rest.length > 0 && name !== undefined) {
    const inside = memberValue(module, literal, name)
    const [step] = rest
    const next = typeof step === 'object' ? patchesIn(module, inside, step) : inside
    if (typeof step === 'object' && inside !== undefined && next === undefined) return byCode
    if (!Node.isObjectLiteralExpression(next)) break
    literal = next
    ;[name, ...rest] = named(typeof step === 'object' ? [step.identity, ...rest.slice(1)] : rest)
  }
  if (name === undefined) return byCode
  if (rest.length === 0 && value !== undefined) return setMembers(module, literal, new Map([[name, value]]))
  return setText(module, literal, name, (indent) => {
    const inner = value === undefined ? 'remove' : printLiteral(value, indent)
    return printed(rest, inner)
  })
}

/** A path begins with the name of a member. */
function named(path: readonly PatchStep[]): [string | undefined, ...PatchStep[]] {
  const [name, ...rest] = path
  return [typeof name === 'string' ? name : undefined, ...rest]
}

/** The second argument, written out there or in a variable of the module. */
function patchOf(module: Module, call: CallExpression): ObjectLiteralExpression | undefined {
  const { Node } = module.morph
  const [, given] = call.getArguments()
  if (call.getExpression().getText() !== 'override') return undefined
  const patch = Node.isIdentifier(given) ? variable(module, given.getText()) : given
  return Node.isObjectLiteralExpression(patch) ? patch : undefined
}

function variable({ morph: { Node }, source }: Module, name: string): Node | undefined {
  let value: Node | undefined = source.getVariableDeclaration(name)?.getInitializer()
  while (Node.isSatisfiesExpression(value) || Node.isAsExpression(value)) value = value.getExpression()
  return value
}

/** The patches in `patchElements(member, { … })`. */
function patchesIn(
  { morph: { Node } }: Module,
  node: Node | undefined,
  { member }: ElementStep,
): ObjectLiteralExpression | undefined {
  if (!Node.isCallExpression(node) || node.getExpression().getText() !== 'patchElements') return undefined
  const [by, patches] = node.getArguments()
  const isSame = Node.isStringLiteral(by) && by.getLiteralValue() === member
  return isSame && Node.isObjectLiteralExpression(patches) ? patches : undefined
}

/** `b`, element `c` by name → `{ b: patchElements('name', { c: … }) }` */
function printed(rest: readonly PatchStep[], inner: string): string {
  return rest.reduceRight<string>((text, step) => {
    if (typeof step === 'string') return `{ ${printName(step)}: ${text} }`
    return `patchElements(${printLiteral(step.member, '')}, { ${printName(step.identity)}: ${text} })`
  }, inner)
}

function setText(
  module: Module,
  literal: ObjectLiteralExpression,
  name: string,
  text: (indent: string) => string,
): string {
  const properties = literal.getProperties()
  const index = properties.findIndex((each) => nameOf(module, each) === name)
  const print = (indent: string) => `${printName(name)}: ${text(indent)}`
  const wanted = properties.map((_, kept) => (kept === index ? { print, instead: kept } : { kept }))
  return arrangeParts(module.text, bracketed(literal, properties), {
    wanted: index < 0 ? [...wanted, { print }] : wanted,
    style: slashStyle,
  })
}

function printName(name: string): string {
  return printMember(name, 0, '').slice(0, -': 0'.length)
}

function memberValue(module: Module, literal: ObjectLiteralExpression, name: string): Node | undefined {
  const member = literal.getProperties().find((each) => nameOf(module, each) === name)
  return module.morph.Node.isPropertyAssignment(member) ? member.getInitializer() : undefined
}
