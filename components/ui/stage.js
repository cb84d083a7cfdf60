export default function ({ parentElement, data, setStateValue, setTriggerValue }) {
  const leave = () => {
    const address = new URL(window.location.href)
    if (!address.searchParams.has('embed')) return setTriggerValue('leave', true)
    for (const name of data.params) address.searchParams.delete(name)
    if (data.deck) address.pathname = new URL('boards', address).pathname
    window.location.href = address.href
  }
  const onKey = (event) => {
    const isBusy = document.querySelector('[role="dialog"], [data-testid="stPopoverBody"]')
    if (event.key !== 'Escape' || isBusy) return
    event.stopImmediatePropagation()  // a second listener, of a mounting not cleaned up yet, would abort this leaving
    leave()
  }
  let told = data.stage
  const measure = () => {
    const main = document.querySelector('.stMain')
    if (!main) return
    const chart = document.querySelector('.stPlotlyChart')
    const top = chart ? chart.getBoundingClientRect().top + main.scrollTop : 0
    const isFixed = data.deck && Math.min(innerWidth / 1920, innerHeight / 1080) >= data.deck.least
    const room = chart && !isFixed ? Math.floor((window.innerHeight - top - data.below) / 10) * 10 : 0
    const now = { width: window.innerWidth, height: window.innerHeight, room }
    const same = now.width === told.width && now.height === told.height && Math.abs(room - (told.room ?? 0)) < 20
    if (!same) setStateValue('stage', (told = now))
  }
  const soon = setInterval(measure, 500)
  parentElement.querySelector('[data-does="leave"]').onclick = leave
  const stopDeck = data.deck ? runDeck({ parentElement, data, setTriggerValue }) : () => {}
  document.addEventListener('keydown', onKey)
  return () => {
    stopDeck()
    clearInterval(soon)
    document.removeEventListener('keydown', onKey)
  }
}
