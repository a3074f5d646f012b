// Judges pages with Lighthouse, as on a phone: node lighthouse.mjs CHROMIUM URL... prints a line of JSON for each.
import { launch } from "chrome-launcher"
import { defaultConfig } from "lighthouse"
import AnchorElements from "lighthouse/core/gather/gatherers/anchor-elements.js"
import FontSize from "lighthouse/core/gather/gatherers/seo/font-size.js"
import { navigationGather } from "lighthouse/core/gather/navigation-runner.js"
import { pageFunctions } from "lighthouse/core/lib/page-functions.js"
import { Runner } from "lighthouse/core/runner.js"

/** The processor that long tasks are told for: the middle of Lighthouse's "mid-tier mobile", a quarter of a fast desktop. */
const PHONE = 400

const [chromium, ...urls] = process.argv.slice(2)
const chromeFlags = "headless no-sandbox disable-gpu disable-quic no-first-run disable-background-networking disable-component-update disable-sync"
  .split(" ").map(flag => `--${flag}`)
const read = ["total-byte-weight", "network-requests", "dom-size"]
const advice = defaultConfig.categories.performance.auditRefs.filter(({ id, weight }) => !weight && !read.includes(id)) // is not asked for
const axes = defaultConfig.categories.accessibility.auditRefs.map(({ id }) => id) // tests/test_every_page.py asks axe itself, in four ways
const flags = {
  onlyCategories: ["best-practices", "seo", "performance"], skipAudits: [...advice.map(({ id }) => id), ...axes], disableFullPageScreenshot: true,
  networkQuietThresholdMs: 500, cpuQuietThresholdMs: 500, pauseAfterFcpMs: 500, pauseAfterLoadMs: 500, // nothing comes late
}

/**
 * Reads the links of a page, and takes each for one that a script listens to: then it must have an address.
 *
 * Lighthouse asks the browser who listens to each link and to each element around it, which took as long as all the rest.
 */
class Links extends AnchorElements {
  getArtifact(context) {
    const answer = async () => ({ object: { objectId: "a link" }, listeners: [{ type: "click" }] })
    const { executionContext } = context.driver
    return super.getArtifact({ ...context, driver: { executionContext, defaultSession: { sendCommand: answer } } })
  }
}
const config = { extends: "lighthouse:default", artifacts: [{ id: "AnchorElements", gatherer: Links }] }

/** Letters are measured; which rule of a style sheet made one small is not asked for, and took eleven twelfths of the time. */
FontSize.fetchFailingNodeSourceRules = async () => ({ analyzedFailingNodesData: [], analyzedFailingTextLength: 0 })

/** Return what Lighthouse says of a page, with its times as they are on the phone, however fast this machine is just now. */
async function judge(url, port) {
  const { artifacts, runnerOptions } = await navigationGather(undefined, url, { config, flags: { ...flags, port } })
  const { throttling } = runnerOptions.resolvedConfig.settings
  const processor = artifacts.BenchmarkIndex
  pageFunctions.computeBenchmarkIndex = new Function(`return ${processor}`) // to measure it took a third of the time of a page
  throttling.cpuSlowdownMultiplier = processor / PHONE
  return Runner.audit(artifacts, runnerOptions)
}

/** Count how often a script of the page asks for something that makes the browser calculate its style at once. */
function forcedStyles({ traceEvents }) {
  const { frames } = traceEvents.find(({ name }) => name === "TracingStartedInBrowser").args.data
  const { frame } = frames.find(({ isOutermostMainFrame }) => isOutermostMainFrame) // a picture is a document of its own
  const ofThePage = traceEvents.filter(({ name, args }) => name === "UpdateLayoutTree" && args.beginData?.frame === frame)
  return ofThePage.filter(({ args }) => args.beginData.stackTrace).length
}

const chrome = await launch({ chromePath: chromium, chromeFlags })
try {
  for (const url of urls) {
    const { lhr, artifacts } = await judge(url, chrome.port)
    if (lhr.runtimeError) throw new Error(`${url}: ${lhr.runtimeError.message}`)
    const { audits, categories, environment } = lhr
    const { performance, ...judged } = categories
    const asked = Object.values(judged).flatMap(({ auditRefs }) => auditRefs.map(({ id }) => audits[id]))
    const failed = asked.filter(({ score }) => score !== null && score < 1)
    console.log(JSON.stringify({
      scores: Object.fromEntries(Object.values(judged).map(({ id, score }) => [id, Math.round(100 * score)])),
      failed: Object.fromEntries(failed.map(audit => [audit.id, audit.displayValue || audit.title])),
      readings: {
        bytes: audits["total-byte-weight"].numericValue,
        requests: audits["network-requests"].details.items.filter(({ url }) => url.startsWith("http")).length,
        elements: audits["dom-size"].numericValue,
        "forced styles": forcedStyles(artifacts.Trace),
        "layout shift": audits["cumulative-layout-shift"].numericValue,
      },
      performance: Math.round(100 * performance.score),
      blocked: Math.round(audits["total-blocking-time"].numericValue),
      processor: environment.benchmarkIndex,
    }))
  }
} finally {
  chrome.kill()
}
