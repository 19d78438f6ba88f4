import type {
  AuthoredChannel,
  AuthoredLayout,
  AuthoredWaiver,
  CompiledEnvironment,
  Diagnostic,
  Environment,
  LiveRead,
  NativeLanguage,
} from '../../model/index.ts'
import type { Schema } from '../../schema/index.ts'

/** A workspace, evaluated and checked for each of its environments; the same for the same sources, schemas and tool. */
export interface CompiledWorkspace {
  readonly name: string
  /** By name; those that can be read. */
  readonly schemas: ReadonlyMap<string, Schema>
  readonly environments: readonly Environment[]
  /** Without an environment's prefix. */
  readonly managedPrefixes: readonly string[]
  readonly waivers: readonly AuthoredWaiver[]
  /** What BPF programs and their userspace share. */
  readonly layouts: readonly AuthoredLayout[]
  /** Between which components there are channels. */
  readonly channels: readonly AuthoredChannel[]
  /** What is generated beside TypeScript and C; none where the workspace could not be evaluated. */
  readonly languages: readonly NativeLanguage[]
  /** Calls of `live()`. */
  readonly live: readonly LiveRead[]
  /** By the environment's name; empty while live values are needed that were not given. */
  readonly compiled: ReadonlyMap<string, CompiledEnvironment>
  /** Of the schemas and of loading; those of one environment are with it. */
  readonly diagnostics: readonly Diagnostic[]
}
