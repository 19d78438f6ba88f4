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
  readonly part: PartInput2
  readonly part_input: PartInput
}

export interface DemoDefinition {
  readonly a: string
}

export interface DemoInputDefinition {
  /** default "x" */
  readonly b: string
}

export interface DemoInputDefinitionInput {
  /** default "x" */
  readonly b?: string
}

export interface Part {
  /** default "x" */
  readonly c: string
}

export interface PartInput {
  readonly d: string
}

export interface PartInput2 {
  /** default "x" */
  readonly c?: string
}

export interface QuantityDefinition {
  /** 0..9 s */
  readonly n: number
}

export interface QuantityDefinitionInput {
  /** 0..9 s */
  readonly n: number | Quantity
}
