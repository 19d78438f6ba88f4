import type { ServerResponse } from 'node:http'

/** One who is told of changes as they come (server-sent events, HTML Living Standard §9.2). */
export interface EventStream {
  send(event: string, json: string): void
  close(): void
}

/** Sent where nothing else is: whoever listens knows that the line is not dead. */
const heartbeatMilliseconds = 10_000

/** What may wait for a reader that is slow. One that is slower is cut off, and gets everything when it comes again. */
const mostWaiting = 4 * 1024 * 1024

/** Begins a stream of events as the answer to a request. */
export function openEventStream(response: ServerResponse, onClose: () => void): EventStream {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'x-accel-buffering': 'no' })
  const heartbeat = setInterval(() => write(': here\n\n'), heartbeatMilliseconds)
  const write = (text: string) => {
    response.write(text)
    if (response.writableLength > mostWaiting) response.destroy()
  }
  response.on('close', () => {
    clearInterval(heartbeat)
    onClose()
  })
  return {
    // JSON on one line: it holds no line feed
    send: (event, json) => write(`event: ${event}\ndata: ${json}\n\n`),
    close: () => {
      clearInterval(heartbeat)
      response.end()
    },
  }
}
