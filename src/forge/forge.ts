import type { ForgeClient } from './forge-client.ts'

/** A comment on a pull or merge request. */
export interface Comment {
  readonly id: number
  readonly body: string
  /** The name of the account that wrote it. */
  readonly author: string
  /** Where it is to be seen. */
  readonly url: string
}

/** How a forge is spoken to. */
export interface Forge {
  readonly name: 'GitHub' | 'GitLab'
  /** Headers of each request: the token, and what the interface asks for besides. */
  readonly headers: Readonly<Record<string, string>>
  /** The account that the token is of. */
  author(client: ForgeClient): Promise<string>
  /** The request that brought a commit in, or undefined where there is none. */
  requestOf(client: ForgeClient, commit: string): Promise<number | undefined>
  /** The address of the first page of comments, oldest first. */
  commentsPath(request: number): string
  commentsOf(page: unknown): Comment[]
  create(client: ForgeClient, request: number, body: string): Promise<Comment>
  update(
    client: ForgeClient,
    at: { readonly request: number; readonly id: number },
    body: string,
  ): Promise<Comment>
}
