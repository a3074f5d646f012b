// What Material puts into a page when it has come, made fit for those who do not see it.
{
  const mend = () => {
    // Each copy button stands in a landmark of its own, without a name: it is no part of the book that one goes to.
    document.querySelectorAll(".md-code__nav:not([role])").forEach(nav => nav.setAttribute("role", "none"))
    // A table that is wider than the screen can be scrolled by keyboard, too.
    document.querySelectorAll(".md-typeset__scrollwrap:not([tabindex])").forEach(box => { box.tabIndex = 0 })
  }
  new MutationObserver(mend).observe(document, { childList: true, subtree: true })
}
