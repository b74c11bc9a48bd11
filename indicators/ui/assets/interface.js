// Puts our words in the place of Streamlit's own, tells the language of the page, and reports a change of theme.
// Only whole texts that stand in the list are replaced, and only where Streamlit writes them.

const ATTRIBUTES = ["aria-label", "placeholder", "title"];
const ANY = ATTRIBUTES.map((name) => `[${name}]`).join(", ");
/** Where Streamlit's words are text; elsewhere a text is ours, whatever it says. */
const PLACES = [
  '[data-testid="stSkipToContent"]',
  '[data-testid="stToolbar"] [data-testid="stStatusWidget"]',
  '[data-testid="stTopNav"]',
  '[data-testid="stMainMenuList"]',
  '[data-testid="stTooltipContent"]',
  '[data-testid="stDataFrameColumnMenu"]',
  '[data-testid="stDataFrameColumnVisibilityMenu"]',
  // between its words stand values of the table, which are not Streamlit's
  '[data-testid="stDataFrameStatisticsMetrics"] dt',
  '[data-testid="stDataFrameStatisticsMenu"] > div:not([data-testid])',
  '[data-testid="stDataFrameStatisticsContent"] > div:not([data-testid])',
  '[data-testid="stFileUploader"]',
  '[role="listbox"][data-empty="true"]',
  '[role="log"]',
  'section[role="dialog"] > h2',
  'section[role="dialog"] > h2 + div',
].join(", ");
const LINKS = '[data-testid="stTopNavLink"], [data-testid="stSidebarNavLink"]';

let spoken = { lang: "en", there: () => null, back: () => null };
let asked = false;
let scheme = null;
let popover = null;
/** Ends what the last call began: a call can come again before its element leaves the page. */
let end = null;

export default function ({ data, setStateValue, setTriggerValue }) {
  end?.();
  document.documentElement.lang = data.lang;
  if (spoken.lang !== data.lang) {
    replace(spoken.back);
    spoken = { lang: data.lang, there: reader(data.words), back: reader(data.words, true) };
  }
  replace(spoken.there);
  const watch = new MutationObserver(soon);
  watch.observe(document.body, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: [...ATTRIBUTES, "href"],
  });
  const app = document.querySelector(".stApp");
  scheme ??= getComputedStyle(app).colorScheme;
  const theme = new MutationObserver(() => {
    const now = getComputedStyle(app).colorScheme;
    if (now === scheme) return;
    scheme = now;
    setStateValue("scheme", scheme);
  });
  theme.observe(app, { attributes: true, attributeFilter: ["class", "style"] });
  const followed = (event) => follow(event, data.pages, setTriggerValue);
  document.addEventListener("click", followed);
  end = () => {
    document.removeEventListener("click", followed);
    watch.disconnect();
    theme.disconnect();
  };
  return end;
}

/**
 * A link of ours to a figure opens its card on this page, one to a page changes this one: both without loading
 * Streamlit anew. With a key held down it is a link like any other.
 */
function follow(event, pages, tell) {
  const link = event.target.closest?.(".stHtml a[href]");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const { figure } = link.dataset;
  const known = link.origin === location.origin && pages.includes(link.pathname.split("/").pop());
  if (!figure && !known) return;
  // a place on this page
  if (!figure && link.hash && link.href.split("#")[0] === location.href.split("#")[0]) return;
  event.preventDefault();
  if (figure) tell("figure", figure);
  else go(link.href);
}

/** As if the reader had gone there through the history, which Streamlit follows by itself. */
function go(address) {
  // A page without a query keeps the filters chosen before; whoever comes back here means none.
  if (!location.search) history.replaceState(history.state, "", `?lang=${spoken.lang.slice(0, 2)}`);
  history.pushState({}, "", address);
  dispatchEvent(new PopStateEvent("popstate", { state: {} }));
}

/** However much changes, look once before the next picture is drawn. */
function soon() {
  if (asked) return;
  asked = true;
  requestAnimationFrame(() => {
    asked = false;
    replace(spoken.there);
    enter();
  });
}

/** A popover lies at the end of the page: go in when it opens and back to its button when it closes. */
function enter() {
  const body = document.querySelector('[data-testid="stPopoverBody"]');
  if (body && !popover) {
    const opener = document.activeElement;
    const first = body.querySelector("button:not(:disabled), a[href], input");
    if (opener?.closest('[data-testid="stPopover"]') && first) {
      popover = opener;
      first.focus({ preventScroll: true });
    }
  } else if (!body && popover) {
    if (document.activeElement === document.body) popover.focus({ preventScroll: true });
    popover = null;
  }
}

/** A function from a text to its translation, or null; {names} stand for any text. */
function reader(words, backwards = false) {
  const whole = new Map();
  const patterns = [];
  for (const pair of Object.entries(words)) {
    const [from, to] = backwards ? pair.reverse() : pair;
    if (!from.includes("{")) whole.set(from, to);
    else patterns.push([new RegExp(`^${from.split(/\{\w+\}/).map(literal).join("(.+)")}$`, "s"), to]);
  }
  return (text) => {
    const found = whole.get(text.trim());
    if (found !== undefined) return found;
    for (const [pattern, to] of patterns) {
      const match = pattern.exec(text);
      if (match) return to.replace(/\{\w+\}/, () => match[1]);
    }
    return null;
  };
}

const literal = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

function replace(said) {
  for (const element of document.querySelectorAll(ANY)) {
    for (const name of ATTRIBUTES) {
      const text = element.getAttribute(name);
      const other = text && said(text);
      if (other && other !== text) element.setAttribute(name, other);
    }
  }
  for (const place of document.querySelectorAll(PLACES)) {
    const texts = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const other = said(node.data);
      if (other && other !== node.data) node.data = other;
    }
  }
  carry();
}

/** Links of the navigation keep the language that the address names, for those who open them in a new tab. */
function carry() {
  const lang = new URLSearchParams(location.search).get("lang");
  for (const link of document.querySelectorAll(LINKS)) {
    const url = new URL(link.href);
    if (url.searchParams.get("lang") === lang) continue;
    if (lang) url.searchParams.set("lang", lang);
    else url.searchParams.delete("lang");
    link.href = url.href;
  }
}
