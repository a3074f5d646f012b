// Explorable figures. Every frame was computed when the book was built; this only picks the one that was asked for.
{
  const still = matchMedia("(prefers-reduced-motion: reduce)")

  function explore(box) {
    if (box.querySelector("form")) return
    const telling = box.querySelector("details")
    telling.before(box.querySelector("template").content.cloneNode(true))
    telling.open = false

    const { keys, shown, columns } = JSON.parse(box.dataset.explore)
    const form = box.querySelector("form")
    const parts = [...box.querySelectorAll("[data-part]")].flatMap(part => part.dataset.part.split(" ").map(name => [part, name]))
    const names = [...new Set([...form.elements].map(control => control.name).filter(Boolean))]
    const controls = names.map(name => form.elements.namedItem(name))
    const button = form.querySelector("button")
    const says = box.querySelector("[aria-live]")
    let playing, later

    const chosen = () => controls.map(control => Number(control.value))

    function show() {
      const frame = chosen().reduce((frame, value, n) => frame * keys[n].length + value, 0)
      parts.forEach(([part, name], n) => {
        const value = columns[n].values[columns[n].at[frame]]
        if (name) part.setAttribute(name, value)
        else if (part.textContent !== value) part.textContent = value
      })
      chosen().forEach((value, n) => {
        if (!shown[n].length) return
        controls[n].setAttribute("aria-valuetext", shown[n][value])
        controls[n].nextElementSibling.textContent = shown[n][value]
      })
    }

    // The address follows, so that a view can be shared: a moment later, because browsers count how often it changes.
    function remember() {
      clearTimeout(later)
      later = setTimeout(() => {
        if (!box.isConnected) return
        const address = new URL(location)
        address.searchParams.set(box.id, chosen().map((value, n) => keys[n][value]).join("_"))
        address.hash = box.id
        history.replaceState(history.state, "", address)
      }, 300)
    }

    function recall() {
      const wanted = new URL(location).searchParams.get(box.id)?.split("_") ?? []
      const values = keys.map((known, n) => known.indexOf(wanted[n]))
      if (wanted.length !== keys.length || values.includes(-1)) return
      controls.forEach((control, n) => { control.value = values[n] })
      if (location.hash === `#${box.id}`) box.scrollIntoView()
    }

    function pause() {
      clearInterval(playing)
      playing = undefined
      if (!button) return
      says.setAttribute("aria-live", "polite")
      button.textContent = still.matches ? "Next step" : "Play"
    }

    function advance(slider) {
      slider.stepUp()
      if (!box.isConnected || slider.value === slider.max) pause()
      show()
      remember()
    }

    function play() {
      if (playing) return pause()
      const slider = form.elements.namedItem(button.value)
      if (slider.value === slider.max) slider.value = slider.min || 0
      else if (still.matches) return advance(slider)
      show()
      if (still.matches) return
      says.setAttribute("aria-live", "off") // only where it ends is spoken
      button.textContent = "Pause"
      playing = setInterval(advance, 150, slider)
    }

    form.addEventListener("submit", event => event.preventDefault())
    form.addEventListener("input", () => { pause(); show(); remember() })
    button?.addEventListener("click", play)
    still.addEventListener("change", pause)
    recall()
    pause()
    show()
  }

  // A figure may bring a script of its own, which only its page loads
  function bring(box) {
    const src = new URL(box.dataset.script, location).href
    if (![...document.scripts].some(script => script.src === src)) document.head.append(Object.assign(document.createElement("script"), { src }))
  }

  function start() {
    document.querySelectorAll("[data-explore]").forEach(explore)
    document.querySelectorAll("[data-script]").forEach(bring)
  }
  start()
  window.document$?.subscribe(start) // Material swaps pages without loading them; but in a file it never calls
}
