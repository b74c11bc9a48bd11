// The reading desk: keeps the figure at the cursor in sight within the box of the article, and tells which one is clicked.

const CURRENT = ".ri-reading [aria-current]";

/** Ends what the last call began: a call can come again before its element leaves the page. */
let end = null;

export default function ({ setTriggerValue }) {
  end?.();
  let last = null;
  const look = () => {
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
  document.addEventListener("click", clicked);
  end = () => {
    watch.disconnect();
    document.removeEventListener("click", clicked);
  };
  return end;
}
