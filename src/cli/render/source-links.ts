import { posix } from 'node:path'
import { usageFailure } from '../../app/index.ts'

/** The address of a place in a source, or undefined where it has none. */
export type SourceLink = (place: {
  readonly file: string
  /** Or `{line}`, for whoever puts it in later. */
  readonly line: number | '{line}'
}) => string | undefined

/** From what addresses of sources are made. */
export interface LinkFacts {
  /** `--source-link`: an address with {commit}, {path} and {line}. */
  readonly template?: string | undefined
  readonly variables: Readonly<Record<string, string | undefined>>
  /** Of the plan. Sources that differed from it are nowhere to be seen. */
  readonly commit?: string | undefined
  /** Of the workspace in its repository, with slashes. */
  readonly folder: string
}

/** Addresses of sources as the forge shows them: by the option, else by what GitHub Actions and GitLab CI say of their job. */
export function sourceLinks({ template, variables, commit, folder }: LinkFacts): SourceLink {
  const pattern = template === undefined ? forgeTemplate(variables) : checked(template)
  if (pattern === undefined || !/^[0-9a-f]{7,64}$/.test(commit ?? '')) return () => undefined
  return ({ file, line }) => {
    const path = posix.join(folder, file)
    if (path.startsWith('../') || posix.isAbsolute(file)) return undefined
    return pattern
      .replaceAll('{commit}', commit ?? '')
      .replaceAll('{line}', String(line))
      .replaceAll('{path}', () => path.split('/').map(encodeSegment).join('/'))
  }
}

function forgeTemplate(variables: LinkFacts['variables']): string | undefined {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, CI_PROJECT_URL: project } = variables
  const inRepository = ['blob', '{commit}', '{path}#L{line}'].join('/')
  const found =
    server && repository
      ? [server, repository, inRepository].join('/')
      : project && `${project}/-/${inRepository}`
  return found && isAddress(found) ? found : undefined
}

function checked(template: string): string {
  if (isAddress(template) && template.includes('{path}')) return template
  throw usageFailure(
    `--source-link takes an https address with {path}, not "${template}"`,
    "for example: --source-link 'https://git.example.com/team/repo/src/commit/{commit}/{path}#L{line}'",
  )
}

/** Nothing in it could end the link that it stands in. */
function isAddress(template: string): boolean {
  return /^https?:\/\/[\w.:[\]-]+\/[\w./~#?&=%@+:{},;-]*$/.test(template)
}

/** Brackets and quotes too, which end a link in Markdown. */
function encodeSegment(segment: string): string {
  return encodeURIComponent(segment.toWellFormed()).replace(
    /[!'()*~]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
