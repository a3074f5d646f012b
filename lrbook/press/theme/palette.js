// Light, dark, or what the system has: chosen before anything is seen, so that nothing flashes, and kept for the next page.
// Material does this, too, but later, and styles the whole page four times for it.
{
  const options = [...document.querySelectorAll("[name=__palette]")]
  const system = matchMedia("(prefers-color-scheme: dark)")
  const attribute = name => `data-md-color-${name}`

  function paint() {
    const chosen = options.find(option => option.checked)
    const wanted = `(prefers-color-scheme: ${system.matches ? "dark" : "light"})`
    const follows = chosen.getAttribute(attribute("media")) === "(prefers-color-scheme)"
    const shown = follows ? options.find(option => option.getAttribute(attribute("media")) === wanted) : chosen
    const color = Object.fromEntries(["media", "scheme", "primary", "accent"].map(name => [name, shown.getAttribute(attribute(name))]))
    for (const name in color) document.body.setAttribute(attribute(name), color[name])
    for (const option of options) option.nextElementSibling.hidden = option !== chosen // the button that leads on from it
    if (follows) color.media = chosen.getAttribute(attribute("media")) // as Material keeps it
    return { index: options.indexOf(chosen), color }
  }

  const kept = __md_get("__palette")
  options[kept?.index ?? 0].checked = true
  paint()
  for (const option of options) option.addEventListener("change", () => __md_set("__palette", paint()))
  system.addEventListener("change", paint)
}
