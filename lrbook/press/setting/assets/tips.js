// What a word or a number is, in a bubble: beside the pointer, a finger or the focus. Escape takes it away.
// Material has bubbles, too, but measures each thing that could have one while a page loads; here nothing is done until one is wanted.
{
  const bubble = document.createElement("div")
  Object.assign(bubble, { className: "tip", id: "__tip" }).setAttribute("role", "tooltip")
  let owner

  function hide() {
    bubble.remove()
    owner?.removeAttribute("aria-describedby")
    owner?.setAttribute("title", bubble.textContent)
    owner = undefined
  }

  function show({ target }) {
    if (bubble.contains(target) || owner?.contains(target)) return
    hide()
    owner = target.closest?.("article [title]") ?? undefined
    if (!owner) return
    bubble.textContent = owner.title
    owner.removeAttribute("title") // or the browser shows one of its own beside it
    owner.setAttribute("aria-describedby", bubble.id)
    document.body.append(bubble)
    const { left, bottom } = owner.getClientRects()[0]
    bubble.style.left = `${Math.max(8, Math.min(left, document.documentElement.clientWidth - bubble.offsetWidth - 8))}px`
    bubble.style.top = `${bottom + scrollY}px`
  }

  addEventListener("pointerover", show)
  addEventListener("focusin", show)
  addEventListener("focusout", hide)
  addEventListener("click", event => event.target.closest("a") && hide())
  addEventListener("keydown", event => event.key === "Escape" && hide())
}
