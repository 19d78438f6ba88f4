/** A file under `generated/`; `path` is relative to the workspace. */
export interface GeneratedFile {
  readonly path: string
  readonly text: string
}
