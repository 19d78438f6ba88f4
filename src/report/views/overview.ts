import { type Element, element } from '../element.ts'
import type { Report, ReportDanger, ReportFact } from '../report.ts'

/** The top of the page: what was looked at, the verdict, the main facts, the dangers. */
export function overviewView(report: Report): Element[] {
  const { kind, origin, verdict, glance, dangers } = report
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
    ...(dangers.length === 0 ? [] : [dangersView(dangers)]),
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

function dangersView(dangers: readonly ReportDanger[]): Element {
  const title = dangers.length === 1 ? '1 thing not to miss' : `${dangers.length} things not to miss`
  return element('section', { class: 'dangers', 'aria-labelledby': 'dangers' }, [
    element('h2', { id: 'dangers' }, [title]),
    element('ul', {}, dangers.map(dangerView)),
  ])
}

function dangerView({ word, text, place }: ReportDanger): Element {
  return element('li', {}, [
    element('a', { class: 'chip danger', href: '#changes', 'data-danger': word }, [word]),
    element('span', {}, [text]),
    place !== undefined && element('span', { class: 'at' }, [place]),
  ])
}
