// The report's own words can be changed; what articles and speakers said cannot.
const edit = document.getElementById('edit')
const words = [...document.querySelectorAll('h1, .standfirst, main h2, main .text')]
const PLAIN = 'plaintext-only'
const probe = document.createElement('p')
probe.setAttribute('contenteditable', PLAIN)
edit.hidden = probe.contentEditable !== PLAIN // an older browser would let in mark-up

let editing = false
let changed = false
edit.onclick = () => {
  editing = !editing
  edit.textContent = editing ? 'Done' : 'Edit the words'
  document.getElementById('edit-note').textContent = editing
    ? 'Click a text and type. Changes last until this window is closed: print it, or save it as PDF.' : ''
  for (const block of words) {
    if (editing) block.setAttribute('contenteditable', PLAIN)
    else block.removeAttribute('contenteditable')
  }
  if (editing) words[0].focus()
}
for (const block of words) block.addEventListener('input', () => { changed = true })
addEventListener('beforeunload', (event) => changed && event.preventDefault())
