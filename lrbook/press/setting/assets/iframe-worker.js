// Material's search, for every reader: from a file, where no page may start a worker, it runs in a frame instead. (Material's own
// plugin for that, which looks for this name, would ask another host for such a script.) And its index, which is as heavy as a page,
// is fetched when somebody begins to search, not before.
if (location.protocol === "file:") {
  window.Worker = class extends EventTarget {
    constructor(url) {
      super()
      this.frame = document.createElement("iframe")
      this.frame.hidden = true
      this.ready = new Promise(resolve => { this.frame.onload = resolve })
      this.frame.srcdoc = `<script>postMessage = data => frameElement.answer(data)</script><script src="${url}"></script>`
      this.frame.answer = data => this.dispatchEvent(new MessageEvent("message", { data }))
      document.body.append(this.frame)
    }

    async postMessage(data) {
      await this.ready
      this.frame.contentWindow.dispatchEvent(new MessageEvent("message", { data }))
    }
  }
} else {
  const { open, send } = XMLHttpRequest.prototype
  const later = new WeakSet()
  XMLHttpRequest.prototype.open = function (method, url, ...more) {
    if (`${url}`.endsWith("search/search_index.json")) later.add(this)
    open.call(this, method, url, ...more)
  }
  XMLHttpRequest.prototype.send = function (...body) {
    const toggle = document.getElementById("__search")
    if (!later.has(this) || toggle.checked) send.apply(this, body)
    else toggle.addEventListener("change", () => send.apply(this, body), { once: true })
  }
}
