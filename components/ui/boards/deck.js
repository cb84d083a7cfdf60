// Slides by keys, clicker and touch; the overview, the black screen, full screen, and the speaker's window in step.
// It begins the component's script, and stage.js ends it.
const deck = { at: 0, until: 0, typed: '', isBlack: false, isGrid: false }
const NEXT = ['ArrowRight', 'ArrowDown', 'PageDown', ' ']
const BACK = ['ArrowLeft', 'ArrowUp', 'PageUp']
const KEYS = '← → Space: slides · number, Enter: that slide · O: overview · B: black · F: full screen · S: notes · Escape: leave'

function runDeck({ parentElement, data, setTriggerValue }) {
  const own = data.deck
  if (Date.now() > deck.until || own.slide === deck.at) deck.at = own.slide
  const channel = new BroadcastChannel('dateline board')
  const address = new URL(window.location.href)
  const isOther = own.look && own.theme !== own.look
  if (isOther && !address.searchParams.has('embed')) {  // only a new page takes another theme
    address.searchParams.set('embed', 'true')
    address.searchParams.set('embed_options', `${own.look}_theme`)
    window.location.replace(address.href)
  }

  const show = (slide) => {
    deck.at = slide
    deck.until = Date.now() + 5000
    deck.isGrid = false
    lay()
    setTriggerValue('go', slide)
  }
  const tell = () => channel.postMessage({ board: own.board, slide: deck.at, isBlack: deck.isBlack })
  const go = (slide) => {
    const to = Math.max(1, Math.min(own.titles.length, slide))
    if (to !== deck.at) show(to)
    else if (deck.isGrid) { deck.isGrid = false; lay() }
    tell()
  }
  channel.onmessage = ({ data: said }) => {
    if (said.board !== own.board) return
    if (said.isBlack !== deck.isBlack) { deck.isBlack = said.isBlack; lay() }
    if (said.slide !== deck.at && said.slide >= 1 && said.slide <= own.titles.length) show(said.slide)
  }

  const cover = document.createElement('div')
  const lay = () => {
    const isDark = getComputedStyle(document.querySelector('.stApp')).colorScheme === 'dark'
    const isShown = (deck.isBlack && !own.isSpeaker) || deck.isGrid
    if (!isShown) return cover.remove()
    cover.replaceChildren()
    cover.className = 'dl-cover'
    const colours = deck.isGrid ? (isDark ? '#15171B;color:#ECE9E2' : '#FBFAF6;color:#1C1B18') : '#000;cursor:none'
    cover.style.cssText =
      `position:fixed;inset:0;z-index:999999;overflow:auto;background:${colours};` +
      '--u:min(100vw / 1920, 100vh / 1080);'
    if (deck.isGrid) fillGrid()
    if (!cover.isConnected) document.body.append(cover)
    if (deck.isGrid) cover.querySelector('[aria-current]')?.focus()
  }
  const fillGrid = () => {
    const grid = document.createElement('div')
    cover.setAttribute('role', 'dialog')
    cover.setAttribute('aria-label', 'All slides')
    grid.style.cssText =
      'display:grid;grid-template-columns:repeat(auto-fill,minmax(max(9rem,calc(400 * var(--u))),1fr));' +
      'gap:calc(24 * var(--u));padding:calc(64 * var(--u)) calc(96 * var(--u))'
    own.titles.forEach(([kind, title], place) => {
      const slide = document.createElement('button')
      const number = document.createElement('span')
      const words = document.createElement('span')
      number.textContent = `${place + 1}  ${kind}`
      number.style.cssText = 'display:block;opacity:.75;font:400 max(.875rem,calc(20 * var(--u)))/1.3 Plex,Arial,sans-serif'
      words.textContent = title
      words.style.cssText = 'font:500 max(1rem,calc(28 * var(--u)))/1.2 Newsreader,Georgia,serif'
      slide.type = 'button'
      slide.style.cssText =
        'text-align:left;color:inherit;background:none;cursor:pointer;border-radius:.25rem;vertical-align:top;' +
        'padding:calc(20 * var(--u));min-height:calc(200 * var(--u));border:1px solid #8C8A84;overflow-wrap:anywhere'
      if (place + 1 === deck.at) {
        slide.setAttribute('aria-current', 'true')
        slide.style.borderWidth = '3px'
      }
      slide.append(number, words)
      slide.onclick = () => go(place + 1)
      grid.append(slide)
    })
    const keys = document.createElement('p')
    keys.textContent = KEYS
    keys.style.cssText =
      'opacity:.75;margin:0;padding:0 calc(96 * var(--u)) calc(48 * var(--u));font:400 max(.875rem,calc(20 * var(--u)))/1.5 Plex,Arial,sans-serif'
    cover.append(grid, keys)
  }
  const moveInGrid = (event) => {
    const all = [...cover.querySelectorAll('button')]
    const now = all.indexOf(document.activeElement)
    const across = all.filter((one) => one.offsetTop === all[0].offsetTop).length
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: across, ArrowUp: -across }[event.key]
    if (step) all[Math.max(0, Math.min(all.length - 1, now + step))]?.focus()
    return Boolean(step)
  }
  const fill = async () => {
    if (document.fullscreenElement) return document.exitFullscreen()
    await document.documentElement.requestFullscreen?.()
    await navigator.keyboard?.lock?.(['Escape'])  // Escape then leads back to the slide, as it does in a window
  }
  const openNotes = () => {
    const address = new URL(window.location.href)
    address.searchParams.set('notes', '1')
    window.open(address.href, 'dateline notes', 'popup,width=1180,height=820')
  }

  const onKey = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
    const within = event.target.closest?.('input, textarea, select, [contenteditable="true"]')
    const isBusy = document.querySelector('[role="dialog"]:not(.dl-cover), [data-testid="stPopoverBody"]')
    if (within || isBusy) return
    const pressed = [' ', 'Enter'].includes(event.key) && event.target.closest?.('button, a')
    const key = event.key.toLowerCase()
    let taken = true
    if (key === 'escape' && (deck.isGrid || deck.isBlack)) { deck.isGrid = deck.isBlack = false; lay(); tell() }
    else if (deck.isGrid && moveInGrid(event)) { /* moved */ }
    else if (pressed) taken = false
    else if (deck.isBlack && NEXT.concat(BACK).includes(event.key)) { deck.isBlack = false; lay(); tell() }
    else if (NEXT.includes(event.key)) go(deck.at + 1)
    else if (BACK.includes(event.key)) go(deck.at - 1)
    else if (key === 'home') go(1)
    else if (key === 'end') go(own.titles.length)
    else if (/^\d$/.test(key)) deck.typed = (deck.typed + key).slice(-3)
    else if (key === 'enter' && deck.typed) { go(Number(deck.typed)); deck.typed = '' }
    else if (key === 'b' || key === '.') { deck.isBlack = !deck.isBlack; deck.isGrid = false; lay(); tell() }
    else if (key === 'o' || key === '?') { deck.isGrid = !deck.isGrid; deck.isBlack = false; lay() }
    else if (key === 'f') fill()
    else if (key === 's' && !own.isSpeaker) openNotes()
    else taken = false
    if (taken) {
      event.preventDefault()
      event.stopImmediatePropagation()
    }
  }
  let from = null
  const onTouch = (event) => {
    const touch = event.changedTouches[0]
    if (event.type === 'touchstart') from = event.touches.length === 1 ? [touch.clientX, touch.clientY] : null
    else if (from) {
      const [x, y] = [touch.clientX - from[0], touch.clientY - from[1]]
      from = null
      if (document.querySelector('[role="dialog"]')) return
      if (Math.abs(x) > 60 && Math.abs(x) > 2 * Math.abs(y)) go(deck.at + (x < 0 ? 1 : -1))
    }
  }
  let still
  const onMove = () => {
    document.body.classList.add('dl-moving')
    clearTimeout(still)
    still = setTimeout(() => document.body.classList.remove('dl-moving'), 2000)
  }
  const tick = () => {
    const clock = parentElement.querySelector('time')
    if (clock) {
      const passed = Math.floor((Date.now() - (deck.begun ??= Date.now())) / 1000)
      const two = (n) => String(n).padStart(2, '0')
      const now = new Date()
      clock.textContent = `${two(now.getHours())}:${two(now.getMinutes())} · ${two(Math.floor(passed / 60))}:${two(passed % 60)}`
    }
  }
  tick()
  const timer = setInterval(tick, 1000)
  parentElement.querySelector('[data-does="fill"]').onclick = fill
  parentElement.querySelector('[data-does="grid"]').onclick = () => { deck.isGrid = true; lay() }
  parentElement.querySelector('[data-does="notes"]').onclick = openNotes
  parentElement.querySelector('[data-does="notes"]').hidden = own.isSpeaker
  parentElement.querySelector('time').hidden = !own.isSpeaker
  document.addEventListener('keydown', onKey, { capture: true })
  for (const name of ['touchstart', 'touchend']) document.addEventListener(name, onTouch, { passive: true, capture: true })
  document.addEventListener('mousemove', onMove)
  if (deck.isBlack || deck.isGrid) lay()
  return () => {
    channel.close()
    cover.remove()
    clearInterval(timer)
    clearTimeout(still)
    document.removeEventListener('keydown', onKey, { capture: true })
    for (const name of ['touchstart', 'touchend']) document.removeEventListener(name, onTouch, { capture: true })
    document.removeEventListener('mousemove', onMove)
    document.body.classList.remove('dl-moving')
  }
}
