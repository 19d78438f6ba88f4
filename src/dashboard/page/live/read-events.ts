/** One server-sent event. */
export interface ServerEvent {
  readonly name: string
  readonly data: string
}

/**
 * Reads events from an answer until it ends (HTML Living Standard §9.2.6, as far as our server writes it). `EventSource` could
 * not send the token. Comments count as signs of life: `onLife` is told of every piece.
 */
export async function readEvents(
  body: ReadableStream<Uint8Array>,
  { onEvent, onLife }: { readonly onEvent: (event: ServerEvent) => void; readonly onLife: () => void },
): Promise<void> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    onLife()
    const blocks = (rest + decoder.decode(value, { stream: true })).split('\n\n')
    rest = blocks.pop() ?? ''
    for (const block of blocks) {
      const event = eventOf(block)
      if (event !== undefined) onEvent(event)
    }
  }
}

function eventOf(block: string): ServerEvent | undefined {
  const fields = new Map(
    block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
  )
  const [name, data] = [fields.get('event'), fields.get('data')]
  return name === undefined || data === undefined ? undefined : { name, data }
}
