import { type IncomingHttpHeaders, request } from 'node:http'

/** What a server said. */
export interface Said {
  readonly status: number | undefined
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

/** Asks for a path with just these headers: `fetch` lets nobody set `host`. */
export function askFor(
  address: { readonly host: string; readonly port: number },
  path: string,
  {
    method = 'GET',
    headers = {},
  }: { readonly method?: string; readonly headers?: Record<string, string> } = {},
): Promise<Said> {
  return new Promise((resolve, reject) => {
    const asked = request({ ...address, path, method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () =>
        resolve({
          status: response.statusCode,
          headers: response.headers,
          text: Buffer.concat(chunks).toString(),
        }),
      )
    })
    asked.on('error', reject)
    asked.end()
  })
}

/** An open stream of events. */
export interface Listening {
  /** Names and data of what came so far. */
  readonly events: readonly { readonly name: string; readonly data: string }[]
  /** Resolves once an event fulfils this, at once if one has. */
  until(what: (event: { readonly name: string; readonly data: string }) => boolean): Promise<void>
  /** Resolves when the server has ended the stream. */
  readonly ended: Promise<void>
  close(): void
}

/** Listens to a dashboard's events. */
export function listenTo(
  address: { readonly host: string; readonly port: number },
  headers: Record<string, string> = {},
): Promise<Listening> {
  return new Promise((resolve, reject) => {
    const asked = request({ ...address, path: '/api/events', headers, agent: false }, (response) => {
      const events: { name: string; data: string }[] = []
      const waiting = new Set<() => void>()
      let rest = ''
      response.setEncoding('utf8')
      response.on('data', (text: string) => {
        const blocks = (rest + text).split('\n\n')
        rest = blocks.pop() ?? ''
        for (const block of blocks) {
          const [, name, data] = /^event: (.*)\ndata: (.*)$/.exec(block) ?? []
          if (name !== undefined && data !== undefined) events.push({ name, data })
        }
        for (const wake of waiting) wake()
      })
      const ended = new Promise<void>((done) => response.on('close', () => done()))
      resolve({
        events,
        ended,
        close: () => void asked.destroy(),
        until: (what) =>
          new Promise((done) => {
            const wake = () => {
              if (!events.some(what)) return
              waiting.delete(wake)
              done()
            }
            waiting.add(wake)
            wake()
          }),
      })
    })
    asked.on('error', reject)
    asked.end()
  })
}
