// Searches the index that lies beside the pages: what was asked stands in the address.
const list = document.getElementById("ri-results");
const box = document.querySelector(".ri-search input");
const asked = new URLSearchParams(location.search).get("q") ?? "";
if (box) box.value = asked;
if (asked) {
  const index = await import(new URL(list.dataset.index, location.href));
  const found = await index.search(asked);
  const items = await Promise.all(found.results.slice(0, 50).map((each) => each.data()));
  for (const each of items) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = each.url;
    link.textContent = each.meta.title;
    const words = document.createElement("div");
    words.className = "ri-meta";
    words.textContent = new DOMParser().parseFromString(each.excerpt, "text/html").body.textContent;
    item.append(link, words);
    list.append(item);
  }
  if (!items.length) list.textContent = list.dataset.none;
}
