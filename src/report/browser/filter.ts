import type { Filter } from '../selection.ts'

/** Calls `select` with what is chosen, now and whenever that changes, and shows what it says of it. The address keeps it. */
export function watchFilter(form: HTMLFormElement, select: (filter: Filter) => string): void {
  const apply = (): void => {
    const filter = filterOf(new FormData(form))
    const count = document.getElementById('count')
    if (count !== null) count.textContent = select(filter)
    form.classList.toggle('active', addressOf(filter) !== '')
    keepInAddress(addressOf(filter))
  }
  readAddress(form)
  form.hidden = false
  form.addEventListener('input', apply)
  form.addEventListener('submit', (event) => event.preventDefault())
  // The fields are empty only after the event.
  form.addEventListener('reset', () => setTimeout(apply))
  apply()
}

/** Shows nothing but the changes of one component, effect or danger. */
export function showFilter(form: HTMLFormElement, name: string, value: string): void {
  const boxes = [...form.elements].filter((each) => each instanceof HTMLInputElement)
  for (const box of boxes) {
    if (box.type === 'checkbox') box.checked = box.name === name && box.value === value
    else box.value = ''
  }
  form.dispatchEvent(new Event('input'))
}

function filterOf(data: FormData): Filter {
  const all = (name: string) => data.getAll(name).map(String)
  return {
    text: String(data.get('text') ?? ''),
    components: all('component'),
    effects: all('effect'),
    dangers: all('danger'),
  }
}

function addressOf({ text, components, effects, dangers }: Filter): string {
  const words = new URLSearchParams([
    ...(text === '' ? [] : [['text', text]]),
    ...components.map((value) => ['component', value]),
    ...effects.map((value) => ['effect', value]),
    ...dangers.map((value) => ['danger', value]),
  ]).toString()
  return words === '' ? '' : `#${words}`
}

function keepInAddress(address: string): void {
  if (address === location.hash || (address === '' && !isFilter(location.hash))) return
  history.replaceState(null, '', address === '' ? '#' : address)
}

function isFilter(hash: string): boolean {
  return hash.includes('=')
}

function readAddress(form: HTMLFormElement): void {
  const chosen = new URLSearchParams(location.hash.slice(1))
  for (const box of form.elements) {
    if (!(box instanceof HTMLInputElement)) continue
    if (box.type === 'checkbox') box.checked = chosen.getAll(box.name).includes(box.value)
    else box.value = chosen.get(box.name) ?? ''
  }
}
