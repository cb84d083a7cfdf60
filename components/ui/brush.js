// A drag across a chart whose layout says `meta.brush`: shades what it covers, and reports the chart's key and the two
// places on its horizontal axis. Touches never get here, as they scroll.
const LEAST = 8 // pixels; less is a click

export default function ({ setTriggerValue }) {
  let drag = null

  const keyOf = (chart) => {
    const named = chart.closest('[class*="st-key-"]')
    return [...(named?.classList ?? [])].find((name) => name.startsWith('st-key-'))?.slice('st-key-'.length)
  }
  const begin = (event) => {
    const chart = event.target.closest?.('.js-plotly-plot')
    if (!chart?.layout?.meta?.brush || event.button !== 0 || event.pointerType === 'touch') return
    if (!event.target.closest('.nsewdrag')) return
    const { _offset, _length } = chart._fullLayout.xaxis
    const box = chart.querySelector('.nsewdrag').getBoundingClientRect()
    const left = chart.getBoundingClientRect().left + _offset
    drag = { chart, box, left, right: left + _length, from: event.clientX, shade: null }
  }
  const clamp = (x) => Math.max(drag.left, Math.min(drag.right, x))
  const move = (event) => {
    if (!drag || (!drag.shade && Math.abs(event.clientX - drag.from) < LEAST)) return
    if (!drag.shade) {
      drag.shade = document.createElement('div')
      drag.shade.style.cssText =
        'position:fixed;pointer-events:none;z-index:5;background:rgba(140,138,132,.22);' +
        'border:solid #8C8A84;border-width:0 1px'
      document.body.append(drag.shade)
    }
    const [low, high] = [clamp(drag.from), clamp(event.clientX)].sort((a, b) => a - b)
    Object.assign(drag.shade.style, {
      left: `${low}px`, width: `${high - low}px`, top: `${drag.box.top}px`, height: `${drag.box.height}px`,
    })
  }
  const stop = () => {
    drag?.shade?.remove()
    drag = null
  }
  const end = (event) => {
    if (!drag?.shade) return stop()
    const axis = drag.chart._fullLayout.xaxis
    const ends = [drag.from, event.clientX].map((x) => axis.p2l(clamp(x) - drag.left))
    setTriggerValue('dragged', { chart: keyOf(drag.chart), ends })
    stop()
  }
  const leave = (event) => {
    if (event.key === 'Escape') stop()
  }
  const heard = { pointerdown: begin, pointermove: move, pointerup: end, pointercancel: stop, keydown: leave, scroll: stop }
  for (const [name, hear] of Object.entries(heard)) window.addEventListener(name, hear, { capture: true })
  return () => {
    stop()
    for (const [name, hear] of Object.entries(heard)) window.removeEventListener(name, hear, { capture: true })
  }
}
