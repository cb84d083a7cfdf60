// The browser's history. A click makes one entry at most, though Streamlit may write the address several times in
// answer to it; Back and Forward return to the place where one was, on the page and in the drawer.

const SETTLED = 150 // ms after the last movement
const PATIENCE = 8000 // ms that a page may take to be as long as it was
const STEADY = 1500 // ms that the place must hold: what is drawn late moves it
const ACTIONS = ['pointerdown', 'keydown']
const WITHIN = ['at'] // parameters that move within a page: no entry of their own

const isRunning = () => document.querySelector('.stApp')?.dataset.testScriptState !== 'notRunning'

const boxes = () => {
  const dialog = document.querySelector('[role="dialog"]')
  const scrolls = (one) => one.scrollHeight > one.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(one).overflowY)
  const drawer = dialog && [dialog, ...dialog.querySelectorAll('div, section')].find(scrolls)
  return { page: document.querySelector('.stMain'), drawer }
}

const where = () => {
  const { page, drawer } = boxes()
  return { page: Math.round(page?.scrollTop ?? 0), drawer: Math.round(drawer?.scrollTop ?? 0) }
}

function keepEntries() {
  const { pushState, replaceState } = window.history
  const write = replaceState.bind(window.history)
  let isAnswered = true // what was last done has its entry
  let timer
  let going

  const stop = () => {
    clearInterval(going)
    going = undefined
  }
  const keep = () => write({ ...window.history.state, place: where() }, '')
  const note = () => {
    if (!going && !isRunning()) keep() // a page that is being built is not yet where it will be
  }
  const returnTo = (place) => {
    stop()
    if (!place) return
    const until = Date.now() + PATIENCE
    let since
    going = setInterval(() => {
      const now = where()
      if (isRunning() || now.page !== place.page || now.drawer !== place.drawer) since = undefined
      else since ??= Date.now()
      if (Date.now() > until || (since && Date.now() - since > STEADY)) return stop()
      const { page, drawer } = boxes()
      if (page && now.page !== place.page) page.scrollTop = place.page
      if (drawer && now.drawer !== place.drawer) drawer.scrollTop = place.drawer
    }, 100)
  }
  const isWithin = (url) => {
    const [now, next] = [new URL(window.location.href), new URL(url, window.location.href)]
    for (const address of [now, next]) for (const name of WITHIN) address.searchParams.delete(name)
    return now.href === next.href
  }

  window.history.pushState = function (state, unused, url) {
    if (isAnswered || isWithin(url)) return window.history.replaceState(state, unused, url)
    isAnswered = true
    return pushState.call(this, state, unused, url)
  }
  window.history.replaceState = (state, unused, url) => write({ place: window.history.state?.place, ...state }, unused, url)
  for (const action of ACTIONS) {
    const act = () => {
      stop()
      keep()
      isAnswered = false
    }
    window.addEventListener(action, act, { capture: true, passive: true })
  }
  window.addEventListener('wheel', stop, { capture: true, passive: true })
  const moved = () => {
    clearTimeout(timer)
    timer = setTimeout(note, SETTLED)
  }
  window.addEventListener('scroll', moved, { capture: true, passive: true })
  const go = (event) => {
    isAnswered = true
    clearTimeout(timer)
    returnTo(event.state?.place)
  }
  window.addEventListener('popstate', go)
  returnTo(window.history.state?.place)
}

function isFramedByOthers() {
  try {
    return window.top.location.host !== window.location.host
  } catch {
    return true // another site's window may not be looked into
  }
}

export default function () {
  if (isFramedByOthers()) return document.body.replaceChildren('Dateline is not shown within other sites.')
  if (window.datelineBrowser) return
  window.datelineBrowser = true
  keepEntries()
}
