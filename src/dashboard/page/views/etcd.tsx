import { useState } from 'preact/hooks'
import type { BoardEndpoint, Samples } from '../../board.ts'
import { plural } from '../../state/words.ts'
import { Plot } from '../parts/plot.tsx'

/** How etcd answers, now and over time. */
export function Etcd({
  endpoints,
  samples,
}: {
  readonly endpoints: readonly BoardEndpoint[]
  readonly samples: Samples
}) {
  const [hours, setHours] = useState(1)
  return (
    <section class="view" aria-label="etcd">
      <h2>etcd</h2>
      <ul class="endpoints">
        {endpoints.map((endpoint) => (
          <Endpoint key={endpoint.name} endpoint={endpoint} />
        ))}
      </ul>
      <fieldset class="choice">
        <legend class="unseen">How far back</legend>
        {[1, 24].map((each) => (
          <label key={each}>
            <input type="radio" name="hours" checked={hours === each} onChange={() => setHours(each)} />
            {each === 1 ? 'last hour' : 'last day'}
          </label>
        ))}
      </fieldset>
      <Plot samples={samples} column="latency" hours={hours} height={220} />
      <Plot samples={samples} column="size" hours={hours} height={180} />
      <p class="muted">
        {samples.endpoints.map(({ name }, index) => (
          <span key={name} class="series">
            <i class={`line-${index % 3}`} aria-hidden="true" /> {name}
          </span>
        ))}
      </p>
    </section>
  )
}

function Endpoint({ endpoint }: { readonly endpoint: BoardEndpoint }) {
  const { name, isServing, words, faults, latencyMilliseconds } = endpoint
  const time = latencyMilliseconds === null ? '' : ` in ${latencyMilliseconds.toFixed(1)} ms`
  return (
    <li class={isServing ? 'well' : 'broken'}>
      <strong>{name}</strong> {isServing ? `answers${time}` : 'does not serve'}{' '}
      <span class="muted">{words.join(' · ')}</span>
      {faults.length === 0 ? null : (
        <details>
          <summary>{plural(faults.length, 'known fault')} of its version</summary>
          <ul class="muted">
            {faults.map((fault) => (
              <li key={fault}>{fault}</li>
            ))}
          </ul>
        </details>
      )}
    </li>
  )
}
