import { useEffect, useState } from 'preact/hooks'
import { emptyLive, followBoard, type Live } from './live/follow-board.ts'
import { Header } from './parts/header.tsx'
import { Headline } from './parts/headline.tsx'
import { TokenForm } from './parts/token-form.tsx'
import { useRoute } from './route.ts'
import { useTitle } from './title.ts'
import { ViewOf } from './views/view-of.tsx'

/** The whole page. */
export function App() {
  const [live, setLive] = useState<Live>(emptyLive)
  const [round, setRound] = useState(0)
  const route = useRoute()
  useEffect(() => {
    const stop = new AbortController()
    void followBoard(setLive, stop.signal)
    return () => stop.abort()
  }, [round])
  useTitle(live)
  if (live.link.state === 'token-needed') return <TokenForm onToken={() => setRound(round + 1)} />
  return (
    <>
      <Header live={live} route={route} />
      <main id="main" tabIndex={-1}>
        <Headline live={live} isWhole={route.view === 'overview'} />
        <ViewOf live={live} route={route} />
      </main>
    </>
  )
}
