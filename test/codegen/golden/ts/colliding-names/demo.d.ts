// Generated from schemas/demo.schema.json by appia generate; do not edit.
import type { Quantity } from 'appia'

export interface Demo {
  readonly demo: DemoDefinition
  readonly demo_input: DemoInputDefinition
  readonly quantity: QuantityDefinition
  readonly part: Part
  readonly part_input: PartInput
}

export interface DemoInput {
  readonly demo: DemoDefinition
  readonly demo_input: DemoInputDefinitionInput
  readonly quantity: QuantityDefinitionInput
  readonly part: PartInput_
  readonly part_input: PartInput
}

interface DemoDefinition {
  readonly a: string
}

interface DemoInputDefinition {
  /** default "x" */
  readonly b: string
}

interface DemoInputDefinitionInput {
  /** default "x" */
  readonly b?: string
}

interface Part {
  /** default "x" */
  readonly c: string
}

interface PartInput {
  readonly d: string
}

interface PartInput_ {
  /** default "x" */
  readonly c?: string
}

interface QuantityDefinition {
  /** 0..9 s */
  readonly n: number
}

interface QuantityDefinitionInput {
  /** 0..9 s */
  readonly n: number | Quantity
}

export {}
