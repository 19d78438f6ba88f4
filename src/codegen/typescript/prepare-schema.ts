import { appendPointer, type JsonObject } from '../../model/index.ts'
import { positionAt, type Schema } from '../../schema/index.ts'
import { annotationsOf, describe } from './annotations.ts'
import type { TypeNames } from './names.ts'
import { annotated, declarable, objectOf, type PlainSchema, referenceTo } from './plain-schema.ts'
import { isPlain, prepareTypeAt, type TypeWork, type Variant } from './prepare-type.ts'
import { typeStandIns } from './stand-ins.ts'

/**
 * One schema for the library with everything that the typings declare: the root and each definition, after defaults and
 * as authors write it, each once under `$defs` and referred to from there on. Its own root only holds them together.
 */
export function prepareSchema(schema: Schema, names: TypeNames): PlainSchema {
  const standIns = typeStandIns(names)
  const declared = (['complete', 'input'] as const).flatMap((variant) => declare(schema, variant, names))
  const $defs = Object.fromEntries(
    declared.map(({ name, type, annotations }) => [
      standIns.get(name) ?? name,
      annotated(declarable(type), annotations),
    ]),
  )
  const members = Object.keys($defs).map((name) => ({
    called: { name },
    type: referenceTo(name),
    isOptional: false,
  }))
  return { $defs, ...objectOf(members, undefined) }
}

interface Declaration {
  readonly name: string
  readonly type: PlainSchema
  readonly annotations: JsonObject
}

function declare(schema: Schema, variant: Variant, names: TypeNames): Declaration[] {
  const isInput = variant === 'input'
  const types = isInput ? names.definitionInputs : names.definitions
  const standIns = typeStandIns(names)
  const work: TypeWork = {
    schema,
    variant,
    definitions: new Map([...types].map(([definition, name]) => [definition, standIns.get(name) ?? name])),
    shared: new Map([...names.shared].map(([definition, type]) => [definition, type[variant].here])),
    imports: names.imports,
  }
  const outside = { effect: undefined, types: [] }
  const description = schema.document.description
  const root = {
    name: isInput ? names.rootInput : names.root,
    type: prepareTypeAt(work, '', outside),
    annotations: describe(typeof description === 'string' ? description : ''),
  }
  const definitions = [...types].flatMap(([definition, name]) => {
    const pointer = appendPointer('/$defs', definition)
    const position = positionAt(schema, pointer)
    if (isPlain(position)) return []
    const annotations = annotationsOf(schema, position, outside)
    return [{ name, type: prepareTypeAt(work, pointer, outside), annotations }]
  })
  return [root, ...definitions]
}
