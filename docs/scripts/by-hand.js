// The neuron that is trained by hand: the same formulas as in lrbook/neuron.py, which the tests compare it with.
{
  const sigma = z => (z < 0 ? Math.exp(z) : 1) / (1 + Math.exp(-Math.abs(z)))
  const written = value => value.toFixed(4).replace(/^-(?=0\.0+$)/, "").replace("-", "−")

  function train(box) {
    if (box.querySelector("form")) return
    const stills = box.querySelector("details")
    stills.before(box.querySelector("template").content.cloneNode(true))
    stills.open = false

    const { x, y, rate, left, up } = JSON.parse(box.dataset.neuron)
    const { w, b } = box.querySelector("form").elements
    const curve = box.querySelector(".curve")
    const far = 1.05 * Math.max(...x.map(Math.abs))
    const mean = of => x.reduce((sum, x_j, j) => sum + of(x_j, y[j]), 0) / x.length

    function numbers() {
      const [weight, bias] = [Number(w.value), Number(b.value)]
      const z = x => weight * x + bias
      const cost = mean((x, y) => Math.max(z(x), 0) - y * z(x) + Math.log1p(Math.exp(-Math.abs(z(x)))))
      const dw = mean((x, y) => (sigma(z(x)) - y) * x)
      const db = mean((x, y) => sigma(z(x)) - y)
      return { w: weight, b: bias, cost, dw, db, rate, next_w: weight - rate * dw, next_b: bias - rate * db }
    }

    function show() {
      const now = numbers()
      for (const slot of box.querySelectorAll("[data-number]")) {
        const name = slot.dataset.number.replace("signed_", "")
        const text = name === "rate" ? String(rate) : written(now[name])
        slot.textContent = name !== slot.dataset.number && text.startsWith("−") ? `(${text})` : text
        slot.dataset.value = now[name]
      }
      for (const slider of [w, b]) slider.setAttribute("aria-valuetext", written(Number(slider.value)))
      const along = Array.from({ length: 49 }, (_, n) => far * (n / 24 - 1))
      curve.setAttribute("d", "M" + along.map(x => {
        const a = sigma(now.w * x + now.b)
        return `${(left[0] + x * (left[1] - left[0])).toFixed(1)} ${(up[0] + a * (up[1] - up[0])).toFixed(1)}`
      }).join("L"))
    }

    box.addEventListener("submit", event => event.preventDefault())
    box.addEventListener("input", show)
    box.addEventListener("click", event => {
      if (!event.target.matches("button")) return
      const { next_w, next_b } = numbers()
      ;[w.value, b.value] = event.target.value === "step" ? [next_w, next_b] : [0, 0]
      show()
    })
    show()
  }

  const start = () => document.querySelectorAll("[data-neuron]").forEach(train)
  start()
  window.document$?.subscribe(start) // Material swaps pages without loading them
}
