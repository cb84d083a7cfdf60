// A board's page: reports which items that are still to be drawn come near the window, and moves of items by keys.
const MARGIN = 600 // pixels below and above the window that count as near

const numberOf = (element, prefix) => {
  const name = [...element.classList].find((one) => one.startsWith(prefix))
  return Number(name?.slice(prefix.length))
}
let follow = null // the item that was moved by keys, to hold the focus on it

export default function ({ data, setTriggerValue }) {
  let told = ''
  const look = () => {
    const near = [...document.querySelectorAll('[class*="st-key-late_"]')].filter((one) => {
      const box = one.getBoundingClientRect()
      return box.height && box.top < innerHeight + MARGIN && box.bottom > -MARGIN
    }).map((one) => numberOf(one, 'st-key-late_'))
    if (near.length && told !== near.join()) {
      told = near.join()
      setTriggerValue('near', near)
    }
    if (follow && follow.until > Date.now()) {
      const item = document.querySelector(`.st-key-board_item_${follow.n}`)
      const place = [...document.querySelectorAll('[class*="st-key-board_item_"]')].indexOf(item)
      if (item && place !== follow.from && !item.contains(document.activeElement)) {
        item.querySelector('[class*="st-key-controls_"] button:not(:disabled)')?.focus()
        item.scrollIntoView({ block: 'nearest' })
      }
    }
  }
  const onKey = (event) => {
    if (!event.altKey || !['ArrowUp', 'ArrowDown', 'Home', 'End'].includes(event.key)) return
    const item = event.target.closest?.('[class*="st-key-board_item_"]')
    if (!item || event.target.matches('input, textarea')) return
    event.preventDefault()
    const n = numberOf(item, 'st-key-board_item_')
    const from = data.order.indexOf(n)
    const to = { ArrowUp: from - 1, ArrowDown: from + 1, Home: 0, End: data.order.length - 1 }[event.key]
    if (from < 0 || to < 0 || to >= data.order.length || to === from) return
    follow = { n, until: Date.now() + 3000 }
    setTriggerValue('move', [n, to])
  }
  const timer = setInterval(look, 250)
  document.addEventListener('keydown', onKey)
  return () => {
    clearInterval(timer)
    document.removeEventListener('keydown', onKey)
  }
}
