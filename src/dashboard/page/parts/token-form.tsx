import { useState } from 'preact/hooks'
import { keepToken } from '../live/ask.ts'

/** Asks for the token. It stays in this tab. */
export function TokenForm({ onToken }: { readonly onToken: () => void }) {
  const [token, setToken] = useState('')
  const [isTried, setTried] = useState(false)
  return (
    <main class="token">
      <h1>This dashboard asks for a token</h1>
      <p class="muted">
        Whoever started it has it: in the file of <code>--token-file</code>, or in{' '}
        <code>APPIA_DASHBOARD_TOKEN</code>.
      </p>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          keepToken(token.trim())
          setTried(true)
          onToken()
        }}
      >
        <label for="token">Token</label>
        <input
          id="token"
          type="password"
          autocomplete="off"
          required
          value={token}
          onInput={(event) => setToken(event.currentTarget.value)}
        />
        <button type="submit">Open</button>
      </form>
      <p role="status">{isTried ? 'That was not it.' : ''}</p>
    </main>
  )
}
