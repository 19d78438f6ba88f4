// Generated from schemas/demo.schema.json by appia generate; do not edit.
export interface Demo {
  /** a change restarts the component */
  readonly first?: Level
  /** a change restarts the component */
  readonly second?: readonly Level[]
  readonly net?: _5g
  readonly tree?: Tree
  /** a change restarts the component */
  readonly one?: AB
  /** a change restarts the component */
  readonly two?: ABDefinition
  readonly more?: Tree
  /** a change restarts the component */
  readonly either?: Tree | Level | readonly (string | number)[]
}

export interface DemoInput {
  /** a change restarts the component */
  readonly first?: Level
  /** a change restarts the component */
  readonly second?: readonly Level[]
  readonly net?: _5g
  readonly tree?: TreeInput
  /** a change restarts the component */
  readonly one?: AB
  /** a change restarts the component */
  readonly two?: ABDefinition
  readonly more?: TreeInput
  /** a change restarts the component */
  readonly either?: TreeInput | Level | readonly (string | number)[]
}

export interface AB {
  readonly x: readonly [1, 'y']
}

export type ABDefinition = -1.5

export type Level = 'low' | 'normal' | 'high' | 'it\'s "quoted"' | null | 3

export interface Tree {
  /** How high */
  readonly level?: Level
  readonly children?: readonly Tree[]
  readonly setting?: 設定
}

export interface TreeInput {
  /** How high */
  readonly level?: Level
  readonly children?: readonly TreeInput[]
  readonly setting?: 設定Input
}

export interface _5g {
  readonly band?: Level
}

export interface 設定 {
  /** default 1 */
  readonly 値: number
}

export interface 設定Input {
  /** default 1 */
  readonly 値?: number
}
