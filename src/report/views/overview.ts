import { type Element, element } from '../element.ts'
import { type Report, type ReportDanger, type ReportFact, type ReportItem, valueRows } from '../report.ts'

/** The top of the page: what was looked at, the verdict, the main facts, the dangers. */
export function overviewView(report: Report): Element[] {
  const { kind, origin, verdict, glance, dangers, items } = report
  return [
    element('header', { class: `verdict ${verdict.tone}` }, [
      element('p', { class: 'origin' }, [
        element('strong', {}, [kind]),
        ...origin.map((part) => element('span', {}, [part])),
      ]),
      element('h1', {}, [verdict.text]),
      element('p', { class: 'detail' }, [verdict.detail]),
      glance.length > 0 && element('dl', { class: 'glance' }, glance.map(factView)),
    ]),
    ...(dangers.length === 0 ? [] : [dangersView(dangers, wordsOf(items))]),
  ]
}

/** Facts below the changes: checks, size, digest. */
export function factsView(facts: readonly ReportFact[]): Element {
  return element('footer', {}, [
    element('h2', {}, ['Checks and facts']),
    element('dl', { class: 'facts' }, facts.map(factView)),
  ])
}

function factView({ label, text }: ReportFact): Element {
  return element('div', {}, [element('dt', {}, [label]), element('dd', {}, [text])])
}

/** Words that changes can be narrowed down to. */
function wordsOf(items: readonly ReportItem[]): ReadonlySet<string> {
  return new Set(
    items.flatMap((item) => [...item.dangers, ...valueRows(item.rows).flatMap(({ danger }) => danger ?? [])]),
  )
}

function dangersView(dangers: readonly ReportDanger[], words: ReadonlySet<string>): Element {
  const title = dangers.length === 1 ? '1 thing not to miss' : `${dangers.length} things not to miss`
  return element('section', { class: 'dangers', 'aria-labelledby': 'dangers' }, [
    element('h2', { id: 'dangers' }, [title]),
    element(
      'ul',
      {},
      dangers.map((danger) => dangerView(danger, words)),
    ),
  ])
}

function dangerView({ word, text, place }: ReportDanger, words: ReadonlySet<string>): Element {
  return element('li', {}, [
    wordView(word, words),
    element('span', {}, [text]),
    place !== undefined && element('span', { class: 'at' }, [place]),
  ])
}

/** It leads to the changes that have it, where there are any. */
function wordView(word: string, words: ReadonlySet<string>): Element {
  const isRestart = word === 'RESTARTS'
  const className = isRestart ? 'chip restart' : 'chip danger'
  if (!isRestart && !words.has(word)) return element('span', { class: className }, [word])
  const filter = isRestart ? { name: 'effect', value: 'restart' } : { name: 'danger', value: word }
  return element(
    'a',
    { class: className, href: '#changes', 'data-name': filter.name, 'data-value': filter.value },
    [word],
  )
}
