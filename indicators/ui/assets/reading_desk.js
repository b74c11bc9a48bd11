// The reading desk: keeps the figure at the cursor in sight within the box of the article, tells which one is clicked,
// and goes into the fields when they open. Keys of buttons do nothing while one types: Escape leaves the fields.

const CURRENT = ".ri-reading [aria-current]";
const FIELDS = '.st-key-desk [data-testid="stForm"]';

/** Ends what the last call began: a call can come again before its element leaves the page. */
let end = null;
/** The mark that was brought into sight last, and the fields that were entered. */
let last = null;
let fields = null;

export default function ({ setTriggerValue }) {
  end?.();
  const enter = () => {
    const form = document.querySelector(FIELDS);
    if (form === fields) return;
    fields = form;
    form?.querySelector("input")?.focus({ preventScroll: true });
  };
  const look = () => {
    enter();
    const mark = document.querySelector(CURRENT);
    if (!mark || mark === last) return;
    last = mark;
    const box = mark.closest(".ri-reading");
    const [there, around] = [mark.getBoundingClientRect(), box.getBoundingClientRect()];
    box.scrollTop += there.top - around.top - box.clientHeight / 3;
  };
  const watch = new MutationObserver(look);
  watch.observe(document.body, { subtree: true, childList: true });
  look();
  const clicked = (event) => {
    const mark = event.target.closest?.(".ri-reading [data-draft]");
    if (mark && !event.target.closest("a")) setTriggerValue("figure", Number(mark.dataset.draft));
  };
  const left = (event) => {
    if (event.key === "Escape" && event.target.closest?.(FIELDS)) event.target.blur();
  };
  document.addEventListener("click", clicked);
  document.addEventListener("keydown", left);
  end = () => {
    watch.disconnect();
    document.removeEventListener("click", clicked);
    document.removeEventListener("keydown", left);
  };
  return end;
}
