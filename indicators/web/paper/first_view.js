(() => {
  // the theme that a reader has chosen, as Streamlit keeps it; the system's unless they did
  try {
    const theme = JSON.parse(localStorage.getItem(`stActiveTheme-${location.pathname}-v2`))
    if (theme === "Light" || theme === "Dark") document.documentElement.dataset.riTheme = theme.toLowerCase()
  } catch {}
  addEventListener("DOMContentLoaded", () => {
    const first = document.getElementById("ri-first"), root = document.getElementById("root")
    if (!first || !root) return
    // Streamlit comes when the page is painted, for its scripts would keep the browser from painting; a tab that nobody
    // looks at paints nothing, and where a browser does not tell of its paint a timer does
    let isStarted = false
    const start = () => {
      if (!isStarted) document.head.append(document.getElementById("ri-startup").content.cloneNode(true))
      isStarted = true
    }
    setTimeout(start, document.hidden ? 0 : 2000)
    new PerformanceObserver((paints) => {
      if (paints.getEntriesByName("first-contentful-paint").length) start()
    }).observe({ type: "paint", buffered: true })
    // letters that are read do not change their shape: a font that is not there by now is not for this view
    const font = [...document.fonts].find((each) => each.family.replaceAll('"', "") === "First Sans")
    if (font?.status !== "loaded") first.style.setProperty("--first-font", '"First Sans Stand-in"')
    // where the reader is: the last heading that has passed the top, and how far it lies from there
    let place = null, focused = null
    const look = () => {
      if (!first.offsetHeight) return
      const passed = [...first.querySelectorAll("h1, h2[id]")].filter((each) => each.getBoundingClientRect().top < 100).at(-1)
      place = scrollY > 0 && passed ? { id: passed.id, top: passed.getBoundingClientRect().top } : null
    }
    addEventListener("scroll", look, { passive: true })
    first.addEventListener("focusin", (event) => { focused = event.target.getAttribute("href") })
    first.addEventListener("focusout", () => { if (first.offsetHeight) focused = null })
    look()
    // the style sheet takes the first view away when Streamlit has drawn the page: this is told before that is painted
    new ResizeObserver((_, watch) => {
      if (first.offsetHeight) return
      watch.disconnect()
      removeEventListener("scroll", look)
      const main = root.querySelector('[data-testid="stMain"]')
      if (place && main) {
        const heading = place.id ? root.querySelector(`h2[id="${CSS.escape(place.id)}"]`) : root.querySelector("h1")
        if (heading) main.scrollTop += heading.getBoundingClientRect().top - place.top
      }
      if (focused) root.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true })
      first.remove()  // for good: while a page is drawn anew it may lack its last line
      delete document.documentElement.dataset.riTheme
    }).observe(first)
  })
})()
