const data = JSON.parse(document.getElementById('data').textContent)
const root = document.documentElement
const drawer = document.getElementById('drawer')
const look = document.getElementById('look')
const system = matchMedia('(prefers-color-scheme: dark)')
const plots = [...document.querySelectorAll('.plot')]
let chosen = { a4: 'light', slides: data.mode }[data.paper] ?? ''
const mode = () => chosen || (system.matches ? 'dark' : 'light')

// A chart's colours are those of one look; each has its counterpart in the other.
const RGBA = /^rgba\((\d+), ?(\d+), ?(\d+), ?([\d.]+)\)$/
const other = (hex) => data.colours[hex.toUpperCase()] ?? hex
const hex = (parts) => '#' + parts.map((one) => Number(one).toString(16).padStart(2, '0')).join('')
function recolour(value, key) {
  if (Array.isArray(value)) return value.map((one) => recolour(one, key))
  if (value && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, recolour(one, name)]))
  }
  if (typeof value !== 'string') return value
  if (/^#[0-9a-f]{6}$/i.test(value)) return other(value)
  const faded = RGBA.exec(value)
  if (faded) {
    const [red, green, blue] = other(hex(faded.slice(1, 4))).match(/[0-9a-f]{2}/gi).map((one) => parseInt(one, 16))
    return `rgba(${red},${green},${blue},${faded[4]})`
  }
  if (/text/.test(key)) return value.replace(/(style="color:)(#[0-9a-f]{6})/gi, (_, before, one) => before + other(one))
  return value
}

function draw(width, as = mode()) {
  for (const plot of plots) {
    const figure = data.figures[plot.dataset.n]
    const { data: traces, layout } = as === data.mode ? structuredClone(figure) : recolour(figure)
    if (width) Object.assign(layout, { width, autosize: false })
    if (data.paper === 'slides') {
      const scale = layout.font.size < 18 ? LARGER : 1
      plot.style.zoom = scale
      Object.assign(layout, { width: width / scale, height: room(plot) / scale })
    } else if (width) {
      Object.assign(layout, { paper_bgcolor: 'rgba(0,0,0,0)', plot_bgcolor: 'rgba(0,0,0,0)' }) // paper has a colour
    }
    const drawn = Plotly.react(plot, traces, layout, data.config)
    if (plot.dataset.live) continue
    plot.dataset.live = 'yes'
    drawn.then(() => plot.on('plotly_click', (event) => show(plot, event.points[0].customdata)))
  }
}

const LARGER = 1.6 // type of a screen, on a slide
// On a slide the chart takes what its words leave.
function room(plot) {
  const section = plot.closest('section')
  plot.style.height = '0'
  const words = [...section.children].reduce((sum, one) => sum + (getComputedStyle(one).display === 'none' ? 0 : one.offsetHeight + 8), 0)
  plot.style.height = ''
  return Math.max(240, Math.min(700, 720 - 120 - words))
}

function element(name, text, className) {
  const made = document.createElement(name)
  made.textContent = text
  made.dir = 'auto'
  if (className) made.className = className
  return made
}

function show(plot, carried) {
  const click = Array.isArray(carried) ? carried[0] : carried
  const numbers = data.points[plot.dataset.n]?.[click]
  if (!click || !numbers) return
  const section = plot.closest('section')
  const named = [...section.querySelectorAll('option')].find((one) => one.value === click)
  document.getElementById('drawer-title').textContent = named ? named.textContent : section.querySelector('h2')?.textContent ?? ''
  const most = numbers.length === data.most ? `The first ${data.most} sentences; all of them are in Dateline.` : ''
  const none = numbers.length ? most : 'No sentence is stored for this point.'
  document.getElementById('drawer-note').textContent = none
  const found = document.getElementById('found')
  found.replaceChildren()
  let last = -1
  for (const number of numbers) {
    const [article, pieces] = data.sentences[number]
    if (article !== last) {
      const [title, byline] = data.articles[article]
      found.append(element('h3', title || 'Untitled'), element('p', byline, 'note'))
      last = article
    }
    const sentence = element('p', '', 'sentence')
    pieces.forEach((piece, at) => piece && sentence.append(at % 2 ? element('mark', piece) : piece))
    found.append(sentence)
  }
  const before = document.activeElement
  drawer.onclose = () => (before?.isConnected && before !== document.body ? before : section.querySelector('select'))?.focus()
  drawer.showModal()
  drawer.scrollTop = 0
  document.getElementById('drawer-title').focus()
}

function follow() {
  root.style.colorScheme = chosen
  look.textContent = mode() === 'dark' ? 'Light' : 'Dark'
  look.setAttribute('aria-label', `${look.textContent} colours`)
  draw(data.paper === 'slides' ? 1184 : data.paper === 'a4' ? 680 : 0)
}

look.hidden = false
look.onclick = () => {
  chosen = mode() === 'dark' ? 'light' : 'dark'
  follow()
}
system.addEventListener('change', follow)
document.getElementById('close').onclick = () => drawer.close()
drawer.onclick = (event) => event.target === drawer && event.clientX < drawer.getBoundingClientRect().left && drawer.close()
for (const form of document.querySelectorAll('.chooser')) {
  form.onsubmit = (event) => {
    event.preventDefault()
    show(form.closest('section').querySelector('.plot'), form.querySelector('select').value)
  }
}
if (!data.paper) {
  addEventListener('beforeprint', () => draw(680, 'light'))
  addEventListener('afterprint', follow)
}
follow()
document.fonts?.ready.then(follow)
