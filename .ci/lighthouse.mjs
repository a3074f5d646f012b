// Judges pages with Lighthouse, as on a phone: node lighthouse.mjs CHROMIUM CATEGORY,... URL... prints a line of JSON for each.
import { launch } from "chrome-launcher"
import lighthouse from "lighthouse"

const [chromium, categories, ...urls] = process.argv.slice(2)
const chromeFlags = "headless no-sandbox disable-gpu disable-quic no-first-run disable-background-networking disable-component-update disable-sync"
  .split(" ").map(flag => `--${flag}`)
const chrome = await launch({ chromePath: chromium, chromeFlags })
for (const url of urls) {
  const { lhr } = await lighthouse(url, {
    port: chrome.port, onlyCategories: categories.split(","), disableFullPageScreenshot: true,
    networkQuietThresholdMs: 500, cpuQuietThresholdMs: 500, pauseAfterFcpMs: 500, pauseAfterLoadMs: 500, // nothing comes late
  })
  const failed = Object.values(lhr.audits).filter(audit => audit.score !== null && audit.score < 1)
  console.log(JSON.stringify({
    scores: Object.fromEntries(Object.values(lhr.categories).map(({ id, score }) => [id, Math.round(100 * score)])),
    failed: Object.fromEntries(failed.map(audit => [audit.id, audit.displayValue || audit.title])),
    error: lhr.runtimeError?.message,
  }))
}
chrome.kill()
