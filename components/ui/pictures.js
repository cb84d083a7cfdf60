// Saves a chart as a picture: its heading, its note and the drawing, fonts inside, so that it looks the same anywhere.
// Plotly's own download leaves fonts out, and needs its bar of buttons.

const PAD = 24
const FACES = [
  ['Plex', 'ibm-plex-sans-latin-wght-normal.woff2', '100 700', 'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+2000-206F,U+20AC,U+2122,U+2190-2193,U+2212'],
  ['Newsreader', 'newsreader-latin-opsz-normal.woff2', '200 800', 'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+2000-206F,U+20AC,U+2122,U+2212'],
]
const MORE_FACES = [
  ['Plex', 'ibm-plex-sans-latin-ext-wght-normal.woff2', '100 700', 'U+0100-02BA,U+1E00-1EFF,U+20A0-20AB,U+20AD-20C0'],
  ['Newsreader', 'newsreader-latin-ext-opsz-normal.woff2', '200 800', 'U+0100-02BA,U+1E00-1EFF,U+20A0-20AB,U+20AD-20C0'],
]
const PLAIN = /^[\u0000-\u00FF\u0131\u0152\u0153\u02BB\u02BC\u2000-\u206F\u20AC\u2122\u2190-\u2193\u2212\u25CF]*$/

const asDataUrl = (blob) =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(reader.result)
    reader.onerror = reject
    reader.readAsDataURL(blob)
  })

async function fontRules(text) {
  const faces = PLAIN.test(text) ? FACES : [...FACES, ...MORE_FACES]
  const rules = await Promise.all(
    faces.map(async ([family, file, weight, range]) => {
      const answer = await fetch(new URL(`app/static/${file}`, document.baseURI))
      if (!answer.ok) return ''
      const blob = new Blob([await answer.arrayBuffer()], { type: 'font/woff2' })
      return `@font-face{font-family:${family};font-weight:${weight};unicode-range:${range};src:url(${await asDataUrl(blob)}) format("woff2")}`
    }),
  )
  return rules.join('')
}

function wrap(text, font, width) {
  const pen = document.createElement('canvas').getContext('2d')
  pen.font = font
  const lines = ['']
  for (const word of text.split(' ')) {
    const longer = lines.at(-1) ? `${lines.at(-1)} ${word}` : word
    if (lines.at(-1) && pen.measureText(longer).width > width) lines.push(word)
    else lines[lines.length - 1] = longer
  }
  return lines
}

function element(name, attributes, text) {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  if (text !== undefined) made.textContent = text
  return made
}

async function compose(chart, data) {
  const { width, height } = chart.getBoundingClientRect()
  const title = wrap(data.headline, '600 23px Newsreader', width)
  const note = wrap(data.note, '400 14px Plex', width)
  const top = PAD + title.length * 30 + note.length * 20 + 14
  const full = { width: Math.round(width + 2 * PAD), height: Math.round(top + height + PAD) }
  const root = element('svg', { xmlns: 'http://www.w3.org/2000/svg', viewBox: `0 0 ${full.width} ${full.height}`, ...full })
  const drawings = [...chart.querySelectorAll('.main-svg')].map((layer) => layer.cloneNode(true))
  const words = [data.headline, data.note, ...drawings.map((drawing) => drawing.textContent)].join('')
  root.append(element('style', {}, await fontRules(words)))
  root.append(element('rect', { ...full, fill: data.paper }))
  const heading = { x: PAD, fill: data.ink, 'font-family': 'Newsreader, Georgia, serif', 'font-size': 23, 'font-weight': 600 }
  title.forEach((line, at) => root.append(element('text', { ...heading, y: PAD + 20 + at * 30 }, line)))
  const small = { x: PAD, fill: data.muted, 'font-family': "Plex, 'Helvetica Neue', Arial, sans-serif", 'font-size': 14 }
  note.forEach((line, at) => root.append(element('text', { ...small, y: PAD + title.length * 30 + 14 + at * 20 }, line)))
  for (const drawing of drawings) {
    for (const passing of drawing.querySelectorAll('.hoverlayer, .zoomlayer, .draglayer')) passing.remove()
    // Lines are to grow with a picture drawn at twice its size.
    for (const line of drawing.querySelectorAll('[style*="vector-effect"]')) line.style.vectorEffect = ''
    for (const [key, value] of Object.entries({ x: PAD, y: top, width, height, overflow: 'visible' })) drawing.setAttribute(key, value)
    root.append(drawing)
  }
  return { text: new XMLSerializer().serializeToString(root), full }
}

async function paint(text, full) {
  const picture = new Image(full.width, full.height)
  picture.src = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }))
  await picture.decode()
  await new Promise((resolve) => setTimeout(resolve, 60)) // fonts inside a picture are read a moment later
  const canvas = Object.assign(document.createElement('canvas'), { width: full.width * 2, height: full.height * 2 })
  canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height)
  URL.revokeObjectURL(picture.src)
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'))
}

function save(blob, filename) {
  const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(blob), download: filename })
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10000)
}

export default function ({ parentElement, data }) {
  for (const button of parentElement.querySelectorAll('button')) {
    button.onclick = async () => {
      const chart = document.querySelector(`.st-key-${CSS.escape(data.chart)} .js-plotly-plot`)
      if (!chart) return
      const { text, full } = await compose(chart, data)
      const format = button.dataset.format
      const blob = format === 'svg' ? new Blob([text], { type: 'image/svg+xml' }) : await paint(text, full)
      save(blob, `${data.filename}.${format}`)
    }
  }
}
