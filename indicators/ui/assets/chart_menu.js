// What the menu of a chart needs of the browser: copying, and closing as menus close. And on paper, which is not as
// wide as the screen, every chart has a shape, so that it can be scaled.

const MENUS = "details.ri-menu[open]";

/** Ends what the last call began: a call can come again before its element leaves the page. */
let end = null;

export default function () {
  end?.();
  const handlers = { click: press, focusin: closeOthers, keydown: escape };
  for (const [name, handler] of Object.entries(handlers)) document.addEventListener(name, handler);
  end = () => {
    for (const [name, handler] of Object.entries(handlers)) document.removeEventListener(name, handler);
  };
  return end;
}

function press(event) {
  closeOthers(event);
  const button = event.target.closest?.(".ri-menu button");
  if (button) copy(button);
}

/** All menus but the one that the reader is in. */
function closeOthers({ target }) {
  for (const menu of document.querySelectorAll(MENUS)) {
    if (!menu.contains(target)) menu.open = false;
  }
}

function escape({ key }) {
  const menu = key === "Escape" && document.querySelector(MENUS);
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
}

/** Where a browser keeps the clipboard from a page without https, the text is selected at least. */
async function copy(button) {
  const text = button.previousElementSibling;
  getSelection().selectAllChildren(text);
  try {
    if (navigator.clipboard) await navigator.clipboard.writeText(text.textContent);
    else if (!document.execCommand("copy")) return;
  } catch {
    return;
  }
  const told = button.closest(".ri-menu").querySelector('[role="status"]');
  told.textContent = button.dataset.copied;
  setTimeout(() => (told.textContent = ""), 2000);
}

function shape({ type }) {
  for (const svg of document.querySelectorAll(".js-plotly-plot .main-svg")) {
    const holder = svg.closest(".svg-container");
    const [width, height] = [svg.width.baseVal.value, svg.height.baseVal.value];
    if (!width || !holder) continue;
    if (type === "beforeprint") {
      svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
      holder.style.setProperty("--ri-shape", `${width} / ${height}`);
      holder.style.setProperty("--ri-width", `${width}px`);
    } else {
      svg.removeAttribute("viewBox");
      holder.style.removeProperty("--ri-shape");
      holder.style.removeProperty("--ri-width");
    }
  }
}
window.addEventListener("beforeprint", shape);
window.addEventListener("afterprint", shape);
