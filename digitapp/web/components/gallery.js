// Pictures with words, each a button that tells its number, and below it two small ones: to delete it, and to take back what was
// said of it. The buttons stay from run to run, as the keyboard would lose its place with them.

const galleries = new WeakMap(); // parent element -> what a press calls, always the latest; null until the last one is answered

const SMALL = { // trigger -> its icon, on 24 by 24
  deleted: "M4 6.5h16M9.5 6.5V4h5v2.5M6.5 6.5l1 13.5h9l1-13.5M10.5 10.5v5.5M13.5 10.5v5.5",
  unjudged: "M8.5 4.5 4.5 8.5l4 4M4.5 8.5h9a5.5 5.5 0 0 1 0 11H9",
};

function button(parent, trigger, number) {
  const button = document.createElement("button");
  button.className = trigger;
  button.addEventListener("click", ({ detail }) => {
    const send = galleries.get(parent);
    if (trigger !== "chosen") {
      if (detail > 1) return; // a double click's second press would hit the next drawing,
      galleries.set(parent, null); // as would one before the first is answered
    }
    send?.(trigger, number);
  });
  return button;
}

function tile(parent, number) {
  const [item, image, text, row] = ["li", "img", "span", "div"].map((name) => document.createElement(name));
  image.alt = "";
  row.className = "small";
  const choose = button(parent, "chosen", number);
  choose.append(image, text);
  for (const [trigger, path] of Object.entries(SMALL)) {
    const small = button(parent, trigger, number);
    small.innerHTML = `<svg viewBox="0 0 24 24" aria-hidden="true"><path d="${path}"/></svg>`;
    row.append(small);
  }
  item.append(choose, row);
  return item;
}

function name(button, label) {
  button.hidden = !label;
  button.setAttribute("aria-label", label ?? "");
}

export default function ({ data, parentElement, setTriggerValue }) {
  galleries.set(parentElement, setTriggerValue);
  const list = parentElement.querySelector("ul");
  const focused = list.getRootNode().activeElement;
  while (list.children.length > data.length) list.lastChild.remove();
  while (list.children.length < data.length) list.append(tile(parentElement, list.children.length));
  data.forEach(({ src, words, label, deletes, takes_back }, number) => {
    const [choose, remove, unjudge] = list.children[number].querySelectorAll("button");
    const [image, text] = choose.children;
    if (image.getAttribute("src") !== src) image.src = src;
    text.textContent = words;
    name(choose, label);
    name(remove, deletes);
    name(unjudge, takes_back);
  });
  // Whoever deleted the last drawing, or took back what was said of one, goes on at the nearest button that is still there.
  if (focused && !focused.isConnected) list.lastChild?.querySelector(`.${focused.className}`).focus();
  else if (focused?.hidden) focused.closest("li").querySelector(".chosen").focus();
}
