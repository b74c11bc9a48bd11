// Buttons that save the chart beside them as a picture, with every word that must stand with it.
// The chart is read from the page, drawn anew on white paper, and never leaves the browser.
// Texts are data: they become text nodes, never markup.

const SVG = "http://www.w3.org/2000/svg";
const PAD = 28;
const LEAST_WIDTH = 480;
const PNG_WIDTH = 1800;
const PNG_PIXELS = 16_000_000; // what every browser's canvas holds
const GROUND = "#FFFFFF";
const MUTED = "#565C66";
const RULE = "#D5DAE1";
const NOT_PAPER = ".draglayer, .hoverlayer, .selectionlayer, .zoomlayer, .menulayer, .shadowlayer";
const FONT_PROPERTIES = ["font-family", "font-size", "font-weight", "font-style", "text-anchor", "letter-spacing"];
const LINE_PROPERTIES = ["stroke-opacity", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin"];
const PLAIN = new Set(["1", "none", "normal", "start", "auto", "butt", "miter", "400", "nonzero"]);

/** Ends what the last call began: a call can come again before its element leaves the page. */
let end = null;

export default function ({ data, parentElement }) {
  end?.();
  const pressed = (event) => press(event, data, parentElement.host ?? parentElement);
  document.addEventListener("click", pressed);
  end = () => document.removeEventListener("click", pressed);
  return end;
}

async function press(event, data, host) {
  const button = event.target.closest?.("button[data-picture]");
  if (!button || button.getAttribute("aria-busy")) return;
  const row = button.closest("[data-chart]");
  const told = row.querySelector('[role="status"]');
  button.setAttribute("aria-busy", "true");
  told.textContent = "";
  try {
    await save(button.dataset.picture, { ...data, ...JSON.parse(row.dataset.chart) }, host);
  } catch (error) {
    console.error(error);
    told.textContent = data.failed;
  }
  button.removeAttribute("aria-busy");
}

/** Paper is not as wide as the screen: a chart that has a shape can be scaled to it. */
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

async function save(kind, data, host) {
  const plot = await chartOf(data.widget);
  const font = getComputedStyle(host).fontFamily;
  const { root, width, height } = await picture(plot, data, host, font);
  const text = `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(root)}\n`;
  const svg = new Blob([text], { type: "image/svg+xml" });
  download(kind === "svg" ? svg : await raster(svg, width, height), `${data.file}.${kind}`);
}

/** The chart on the page; one that scrolled into view a moment ago may still be on its way. */
async function chartOf(widget) {
  for (let patience = 50; patience; patience--) {
    for (const holder of document.getElementsByClassName(`st-key-${widget}`)) {
      const plot = holder.querySelector(".js-plotly-plot");
      if (plot?.querySelector("svg.main-svg")?.getBoundingClientRect().width) return plot;
    }
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`no chart ${widget} on this page`);
}

function download(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 30_000);
}

async function raster(svg, width, height) {
  const url = URL.createObjectURL(svg);
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    await new Promise((done) => setTimeout(done, 60)); // some browsers load embedded fonts a moment late
    const scale = Math.min(Math.max(2, PNG_WIDTH / width), Math.sqrt(PNG_PIXELS / (width * height)));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    const pen = canvas.getContext("2d");
    pen.fillStyle = GROUND;
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
    if (!blob) throw new Error("the browser made no picture");
    return blob;
  } finally {
    URL.revokeObjectURL(url);
  }
}

// ---- the sheet -------------------------------------------------------------------------------

async function picture(plot, data, host, font) {
  const layers = [...plot.querySelectorAll("svg.main-svg")];
  const chart = bounds(layers);
  const width = Math.ceil(Math.max(chart.width - chart.left + 2 * PAD, LEAST_WIDTH));
  const inner = width - 2 * PAD;
  const link = new URL(data.path, window.location.origin).href;
  const root = make("svg", { xmlns: SVG, width, role: "img", "font-family": font, "xml:lang": data.lang });
  root.append(make("title", {}, data.title), make("desc", {}, data.alt));
  const faces = await fonts(font);
  if (faces) root.append(make("style", {}, faces));
  const paper = root.appendChild(make("rect", { width, fill: GROUND }));

  let y = PAD;
  const paragraph = (text, { size, line, weight = 400, fill, after = 0, into = root }) => {
    const lines = wrapped(text, inner, `${weight} ${size}px ${font}`);
    for (const words of lines) {
      const style = { x: PAD, y: round(y + size * 0.82), "font-size": size, fill };
      into.append(make("text", weight === 400 ? style : { ...style, "font-weight": weight }, words));
      y += line;
    }
    y += lines.length ? after : 0;
  };
  paragraph(data.title, { size: inner < 480 ? 18 : 21, line: 27, weight: 600, fill: data.ink, after: 3 });
  paragraph(data.subtitle, { size: 14, line: 20, fill: MUTED, after: 10 });
  y = legend(root, data, inner, y, font);
  y += 6;

  const scene = root.appendChild(make("g", { transform: `translate(${round(PAD - chart.left)},${round(y)})` }));
  const paint = painter(host, data.paper);
  for (const layer of layers) scene.append(...copied(layer, paint));
  y += chart.height + 10;

  root.append(make("path", { d: `M${PAD},${round(y)}h${inner}`, stroke: RULE, "stroke-width": 1 }));
  y += 12;
  paragraph(data.source, { size: 12, line: 17, fill: MUTED, after: 2 });
  const anchor = root.appendChild(make("a", { href: link }));
  paragraph(link, { size: 12, line: 17, fill: MUTED, into: anchor });

  const height = Math.ceil(y + PAD - 8);
  paper.setAttribute("height", height);
  root.setAttribute("height", height);
  root.setAttribute("viewBox", `0 0 ${width} ${height}`);
  return { root, width, height };
}

/** How hedges are drawn, as in the charts; what is not known here is written as it came. */
const SIGNS = {
  "●": (x, y, mark) => [make("circle", { cx: x + 6, cy: y, r: 5.5, fill: mark })],
  "◇": (x, y, mark) => [
    make("path", { d: `M${x + 7},${y - 6}l6,6l-6,6l-6,-6z`, fill: GROUND, stroke: mark, "stroke-width": 2 }),
  ],
  "|→": (x, y, mark) => bound(x + 2, y, 1, mark),
  "←|": (x, y, mark) => bound(x + 22, y, -1, mark),
  "▷": (x, y, mark) => [
    make("path", { d: `M${x + 2},${y - 6}l11,6l-11,6z`, fill: GROUND, stroke: mark, "stroke-width": 2 }),
  ],
  "├━┤": (x, y, mark) => span(x + 2, y, 6, mark),
  "├●┤": (x, y, mark) => [
    ...span(x + 2, y, 2, mark),
    make("circle", { cx: x + 12, cy: y, r: 4.5, fill: mark }),
  ],
};

function span(x, y, width, mark) {
  return [
    make("path", { d: `M${x},${y}h20`, stroke: mark, "stroke-width": width }),
    make("path", { d: `M${x},${y - 7}v14m20,-14v14`, stroke: mark, "stroke-width": 2.5 }),
  ];
}

function bound(x, y, side, mark) {
  return [
    make("path", { d: `M${x},${y}h${side * 14}`, stroke: mark, "stroke-width": 2 }),
    make("path", { d: `M${x + side * 13},${y - 4}l${side * 7},4l${-side * 7},4z`, fill: mark }),
    make("path", { d: `M${x},${y - 7}v14`, stroke: mark, "stroke-width": 2.5 }),
  ];
}

function legend(root, data, inner, y, font) {
  const size = 13;
  const line = 22;
  const pen = measure(`400 ${size}px ${font}`);
  let x = 0;
  const items = data.legend.split(/\s{3,}/).filter(Boolean);
  for (const item of items) {
    const sign = Object.keys(SIGNS).find((each) => item.startsWith(each));
    const text = sign ? item.slice(sign.length).trim() : item;
    const room = sign ? (sign.length > 1 ? 30 : 19) : 0;
    if (x && x + room + pen(text) > inner) {
      x = 0;
      y += line;
    }
    if (sign) root.append(...SIGNS[sign](PAD + x, round(y + 9.5), data.mark));
    const lines = wrapped(text, inner - x - room, `400 ${size}px ${font}`);
    lines.forEach((words, at) => {
      y += at ? line : 0;
      root.append(make("text", { x: round(PAD + x + room), y: round(y + 14), "font-size": size, fill: data.ink }, words));
    });
    x += room + Math.max(0, ...lines.map(pen)) + 20;
  }
  return items.length ? y + line + 2 : y;
}

// ---- the chart, copied -----------------------------------------------------------------------

/** Where in its box the chart begins, so that it stands flush with the words above it. */
function bounds(layers) {
  const box = layers[0].getBoundingClientRect();
  let left = box.width;
  for (const part of layers.flatMap((layer) => [...layer.querySelectorAll("text, path, circle, line, rect:not(.bg)")])) {
    if (part.closest(`${NOT_PAPER}, defs, .bglayer`)) continue;
    const own = part.getBoundingClientRect();
    if (!own.width && !own.height) continue;
    const hung = part.closest(".xtick") ? own.width / 2 : 0; // a tick's label may stand out
    left = Math.min(left, Math.max(0, own.left + hung - box.left));
  }
  return { left: left < box.width ? left : 0, width: box.width, height: box.height };
}

/** The drawing of one layer with its looks in attributes, so that it needs no style sheet. */
function copied(element, paint) {
  const parts = [];
  for (const child of element.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) parts.push(document.createTextNode(clean(child.data)));
    if (child.nodeType !== Node.ELEMENT_NODE || child.matches(NOT_PAPER)) continue;
    const style = getComputedStyle(child);
    if (style.display === "none" || (style.visibility === "hidden" && !child.childElementCount)) continue;
    const inside = copied(child, paint);
    const kind = child.localName;
    if (!inside.length && ["g", "text", "tspan", "defs", "clipPath", "a"].includes(kind)) continue;
    const copy = document.createElementNS(SVG, kind);
    for (const { name, value } of child.attributes) {
      if (!/^(class|style|fill|stroke|data-.*|pointer-events|tabindex|on.*)$/.test(name)) copy.setAttribute(name, value);
    }
    dress(copy, child, style, paint);
    copy.append(...inside);
    parts.push(copy);
  }
  return parts;
}

function dress(copy, child, style, paint) {
  const kind = child.localName;
  const set = (name) => {
    const value = style.getPropertyValue(name);
    if (value && !PLAIN.has(value)) copy.setAttribute(name, value.replace(/px$/, ""));
  };
  if (Number(style.opacity) < 1) set("opacity");
  if (child.style.clipPath) copy.setAttribute("clip-path", child.style.clipPath);
  if (["g", "defs", "clipPath", "use", "a", "image"].includes(kind)) return;
  copy.setAttribute("fill", paint(style.fill));
  if (style.fill !== "none") set("fill-opacity");
  if (style.stroke !== "none" && Number.parseFloat(style.strokeWidth) && style.strokeOpacity !== "0") {
    copy.setAttribute("stroke", paint(style.stroke));
    LINE_PROPERTIES.forEach(set);
  }
  if (style.shapeRendering === "crispedges") copy.setAttribute("shape-rendering", "crispEdges");
  if (kind === "text" || kind === "tspan") {
    FONT_PROPERTIES.forEach(set);
    copy.setAttribute("xml:space", "preserve");
  }
}

// ---- colours ---------------------------------------------------------------------------------

/** From the colours on the screen to those of white paper, where these are others. */
function painter(host, paper) {
  const pairs = new Map();
  for (const [screen, sheet] of Object.entries(paper)) {
    pairs.set(String(rgba(resolved(host, screen))?.slice(0, 3)), rgba(resolved(host, sheet)));
  }
  return (color) => {
    const screen = rgba(color);
    const sheet = screen && pairs.get(String(screen.slice(0, 3)));
    if (!sheet) return color;
    const parts = sheet.slice(0, 3).join(", ");
    return screen[3] < 1 ? `rgba(${parts}, ${screen[3]})` : `rgb(${parts})`;
  };
}

/** Any way to write a colour, as the browser reads it. */
function resolved(host, color) {
  const probe = document.createElement("span");
  probe.style.color = color;
  if (!probe.style.color) return "";
  (host.shadowRoot ?? host).append(probe);
  const read = getComputedStyle(probe).color;
  probe.remove();
  return read;
}

function rgba(color) {
  const found = /^rgba?\(([^)]*)\)$/.exec(color);
  if (!found) return null;
  const [red, green, blue, alpha = 1] = found[1].split(/[\s,/]+/).map(Number);
  return [red, green, blue, alpha];
}

// ---- words -----------------------------------------------------------------------------------

function make(name, attributes, text) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "xmlns") continue;
    if (key.startsWith("xml:")) element.setAttributeNS("http://www.w3.org/XML/1998/namespace", key, value);
    else element.setAttribute(key, value);
  }
  if (text !== undefined) element.append(clean(text));
  return element;
}

/** Without what XML cannot hold. */
const clean = (text) => text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, "");
const round = (number) => Math.round(number * 100) / 100;

function measure(font) {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = font;
  return (text) => pen.measureText(text).width;
}

const WIDE = "\\u2E80-\\u9FFF\\uF900-\\uFAFF\\uFF00-\\uFFEF";
const OPENING = "（《「『【〈“‘(\\[";
const CLOSING = "、。，．；：！？）》」』】〉”’…)\\],.;:!?%";
/** What may not be parted: a wide character or a word, with the punctuation that belongs to it. */
const UNIT = new RegExp(`[${OPENING}]*(?:[${WIDE}]|[^\\s${WIDE}${OPENING}]+?(?:(?<=[/?&=])|(?=[\\s${WIDE}${OPENING}]|$)))[${CLOSING}]*\\s*|\\S\\s*`, "gu");

function wrapped(text, width, font) {
  const wide = measure(font);
  const lines = [];
  let line = "";
  for (const unit of text.trim().match(UNIT) ?? []) {
    if (line && wide((line + unit).trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = "";
    }
    line += unit;
    while (wide(line.trimEnd()) > width && line.length > 1) {
      let cut = line.length - 1;
      while (cut > 1 && wide(line.slice(0, cut)) > width) cut--;
      lines.push(line.slice(0, cut));
      line = line.slice(cut);
    }
  }
  return line.trim() ? [...lines, line.trimEnd()] : lines;
}

// ---- fonts -----------------------------------------------------------------------------------

const known = new Map();

/** The page's own font as a rule that carries it: a picture sees no file beside it. */
async function fonts(stack) {
  const family = bare(stack.split(",")[0]);
  if (!known.has(family)) known.set(family, await embedded(family));
  return known.get(family);
}

const bare = (name) => name.trim().replace(/^["']|["']$/g, "");

async function embedded(family) {
  const rules = [...document.styleSheets].flatMap(rulesOf).filter((rule) => {
    const style = rule instanceof CSSFontFaceRule && rule.style;
    return style && bare(style.getPropertyValue("font-family")) === family && !/italic|oblique/.test(style.getPropertyValue("font-style"));
  });
  const faces = await Promise.all(rules.map(face));
  return faces.filter(Boolean).join("\n");
}

function rulesOf(sheet) {
  try {
    return [...sheet.cssRules];
  } catch {
    return []; // a foreign sheet
  }
}

async function face(rule) {
  const found = /url\(["']?([^"')]+)["']?\)/.exec(rule.style.getPropertyValue("src"));
  if (!found) return "";
  try {
    const url = new URL(found[1], rule.parentStyleSheet.href ?? document.baseURI);
    if (url.origin !== window.location.origin) return "";
    const answer = await fetch(url, { cache: "force-cache" });
    if (!answer.ok) return "";
    const data = await asDataUrl(await answer.blob());
    const kept = ["font-family", "font-weight", "font-style", "unicode-range"]
      .map((name) => [name, rule.style.getPropertyValue(name)])
      .filter(([, value]) => value)
      .map(([name, value]) => `${name}:${value}`);
    return `@font-face{${kept.join(";")};src:url(${data})}`;
  } catch {
    return ""; // the reader's own fonts will do
  }
}

function asDataUrl(blob) {
  return new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result.replace(/^data:[^;,]*/, "data:font/woff2"));
    reader.onerror = () => failed(reader.error);
    reader.readAsDataURL(blob);
  });
}
