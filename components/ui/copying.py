"""Copying a link to what is shown, or a text, into the clipboard."""

from __future__ import annotations

import streamlit as st

_copy = st.components.v2.component(
    "copy_button",
    html='<button type="button"></button>',
    css="""
button {
  font: 400 .875rem/1.6 var(--st-font); color: var(--st-text-color); background: none; border: 0; padding: 0;
  min-height: 2.5rem; cursor: pointer; white-space: nowrap; border-radius: var(--st-button-radius);
}
button:hover { color: var(--st-primary-color); }
button:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 2px; }
""",
    js="""
const write = async (text) => {
  if (navigator.clipboard) return navigator.clipboard.writeText(text)
  const area = document.createElement('textarea')  // an address that is not encrypted has no clipboard
  area.value = text
  document.body.append(area)
  area.select()
  document.execCommand('copy')
  area.remove()
}
export default function ({ parentElement, data }) {
  const button = parentElement.querySelector('button')
  button.textContent = data.label
  button.onclick = async () => {
    await write(data.text || window.location.href)
    button.textContent = 'Copied'
    setTimeout(() => { button.textContent = data.label }, 1500)
  }
}
""",
)


def render_copy(label: str, text: str = "", *, key: str) -> None:
    """Render a button that copies the text, or without one the address of what is shown."""
    _copy(key=key, data={"label": label, "text": text}, width="content", height="content")
