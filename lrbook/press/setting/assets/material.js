// What Material leaves undone for readers with a keyboard or a screen reader.
{
  // Each copy button comes in a landmark of its own, without a name; but it is no part of the page that one goes to.
  const calm = () => document.querySelectorAll(".md-code__nav:not([role])").forEach(nav => nav.setAttribute("role", "none"))
  new MutationObserver(calm).observe(document, { childList: true, subtree: true })

  // What is wider than the screen, and only that, is scrolled by keyboard, too. To measure it takes time: not while a page loads.
  const idle = window.requestIdleCallback ?? setTimeout
  const reach = () => document.querySelectorAll(".md-typeset__scrollwrap, div.arithmatex, ol.derivation, p.where").forEach(box => idle(() => {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0
    else box.removeAttribute("tabindex")
  }))
  addEventListener("resize", reach)
  document.fonts.addEventListener("loadingdone", reach)
  window.document$?.subscribe(reach)
}
