// A table in the page's type, which grows with the screen when presented. Cells are written as text, never as markup.
export default function ({ parentElement, data, setTriggerValue }) {
  const written = JSON.stringify(data)
  const table = parentElement.querySelector('table')
  if (table.dataset.written === written) return
  table.dataset.written = written
  const make = (name, text, right, place = 0) => {
    const cell = document.createElement(name)
    cell.textContent = text
    cell.classList.toggle('right', Boolean(right))
    cell.classList.toggle('late', place > 2)  // a phone has no room for it
    return cell
  }
  table.caption.textContent = data.caption
  const heads = data.columns.map((column, place) => {
    const cell = make('th', column.label, column.right, place)
    cell.scope = 'col'
    return cell
  })
  table.tHead.rows[0].replaceChildren(...heads)
  const rows = data.rows.map((row, at) => {
    const line = document.createElement('tr')
    line.append(...row.map((text, place) => {
      if (place) return make('td', text, data.columns[place].right, place)
      const cell = make('th', '')
      cell.scope = 'row'
      const button = make('button', text || '–')
      button.type = 'button'
      button.onclick = () => setTriggerValue('row', at)
      cell.append(button)
      return cell
    }))
    return line
  })
  if (data.more) {
    const line = document.createElement('tr')
    const cell = make('td', data.more)
    cell.colSpan = data.columns.length
    cell.className = 'more'
    line.append(cell)
    rows.push(line)
  }
  table.tBodies[0].replaceChildren(...rows)
}
