// Keys that work on every page: one leads to the search, one lists the keys. A talk has keys of its own.

const PATIENCE = 8000 // ms that the search's page may take to come
const KEYS = [
  ['/', 'Search'],
  ['?', 'This list'],
  ['Tab, Enter', 'To the next control, and into it'],
  ['Escape', 'Close what is open; leave a chart that fills the screen'],
  ['Alt + ↑ ↓ Home End', 'On a board: move the item you are in'],
]
const NAME = 'dateline-keys'

const findField = () => document.querySelector('.st-key-choice_q input')

function search() {
  const link = [...document.querySelectorAll('header a, [data-testid="stSidebar"] a')].find(
    (one) => new URL(one.href).pathname.endsWith('/search')
  )
  if (findField()) return findField().focus()
  if (!link) return
  link.click()
  const until = Date.now() + PATIENCE
  const waiting = setInterval(() => {
    findField()?.focus()
    if (Date.now() > until || document.activeElement === findField()) clearInterval(waiting)
  }, 100)
}

function list() {
  const app = getComputedStyle(document.querySelector('.stApp'))
  const dialog = document.createElement('dialog')
  const title = document.createElement('h2')
  const keys = document.createElement('dl')
  const close = document.createElement('button')
  title.textContent = 'Keys'
  title.id = `${NAME}-title`
  title.style.cssText = 'margin:0 0 .75rem;padding:0;font:500 1.25rem/1.3 Newsreader,Georgia,serif;color:inherit'
  keys.style.cssText = 'display:grid;grid-template-columns:auto 1fr;gap:.5rem 1.5rem;margin:0 0 1rem'
  for (const [key, does] of KEYS) {
    const [term, meaning] = [document.createElement('dt'), document.createElement('dd')]
    term.textContent = key
    term.style.fontWeight = 600
    meaning.textContent = does
    meaning.style.margin = 0
    keys.append(term, meaning)
  }
  close.textContent = 'Close'
  close.type = 'button'
  close.style.cssText =
    'font:inherit;color:inherit;background:none;border:1px solid #8C8A84;border-radius:.25rem;min-height:2.5rem;padding:.25rem .75rem;cursor:pointer'
  close.onclick = () => dialog.close()
  dialog.id = NAME
  dialog.setAttribute('aria-labelledby', title.id)
  dialog.style.cssText =
    `max-width:min(32rem,calc(100vw - 2rem));padding:1.5rem;border:1px solid #8C8A84;border-radius:.25rem;` +
    `font:400 .9375rem/1.5 Plex,Arial,sans-serif;color:${app.color};background:${app.backgroundColor}`
  dialog.append(title, keys, close)
  dialog.onclose = () => dialog.remove()
  document.body.append(dialog)
  dialog.showModal()
}

export default function () {
  if (window.datelineKeys) return
  window.datelineKeys = true
  window.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || !['/', '?'].includes(event.key)) return
    const address = new URLSearchParams(window.location.search)
    if (address.has('present') || address.has('slide')) return
    if (event.target.closest?.('input, textarea, select, [contenteditable="true"], [data-testid="stDataFrame"]')) return
    if (document.querySelector('[role="dialog"], dialog[open], [data-testid="stPopoverBody"]')) return
    event.preventDefault()
    if (event.key === '/') search()
    else list()
  })
}
