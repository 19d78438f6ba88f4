/** The server wants a token, or another one. */
export class TokenNeeded extends Error {
  override readonly name = 'TokenNeeded'
}

const tokenName = 'appia-dashboard-token'

/** Keeps the token as long as this tab is open. */
export function keepToken(token: string): void {
  sessionStorage.setItem(tokenName, token)
}

/** The header that shows the token, where there is one. What no header may hold is no token. */
export function authorization(): Record<string, string> {
  const token = sessionStorage.getItem(tokenName) ?? ''
  return /^[!-~]+$/.test(token) ? { authorization: `Bearer ${token}` } : {}
}

/** Asks the server for something. Rejects with what it says where it cannot answer. */
export async function ask<Answer>(path: string, signal?: AbortSignal): Promise<Answer> {
  const response = await fetch(path, { headers: authorization(), ...(signal && { signal }) })
  if (response.status === 401) throw new TokenNeeded()
  const text = await response.text()
  if (response.ok) return JSON.parse(text) as Answer // our server wrote it
  throw new Error(problemOf(text))
}

function problemOf(text: string): string {
  try {
    return (JSON.parse(text) as { problem: string }).problem
  } catch {
    return text.trim() // an answer that is no JSON
  }
}
