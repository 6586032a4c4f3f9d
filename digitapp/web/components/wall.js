// Drawings in sections, drawn from their strokes as links.py packs them. What is here stays: the server is told the numbers, and
// sends only the others. Where nothing has come for a while, the connection is lost: it says so, and goes on by itself.

const walls = new WeakMap(); // parent element -> {tiles: number -> element, send: what tells the server, heard: when it last came}
const SVG = "http://www.w3.org/2000/svg";

function path(text) {
  const bytes = Uint8Array.from(atob(text.slice(1).replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));
  const numbers = [];
  let number = 0, shift = 0;
  for (const byte of bytes.subarray(2)) {
    number |= (byte & 127) << shift;
    shift += 7;
    if (byte > 127) continue;
    numbers.push(number & 1 ? ~(number >> 1) : number >> 1);
    number = shift = 0;
  }
  let [line, x, y] = ["", 0, 0];
  for (let place = 0; place < numbers.length; ) {
    const end = place + 1 + 2 * numbers[place++];
    for (let letter = "M"; place < end; letter = "L") {
      x += numbers[place++];
      y += numbers[place++];
      line += `${letter}${x / bytes[0]} ${y / bytes[0]}`;
    }
    line += "h0"; // without which a dot has no round end
  }
  return line;
}

function element(name, className, text = "") {
  return Object.assign(document.createElement(name), { className, textContent: text });
}

function tile({ strokes, alt, verdict, note, look }) {
  const item = element("li", look);
  const picture = document.createElementNS(SVG, "svg");
  const line = picture.appendChild(document.createElementNS(SVG, "path"));
  for (const [name, value] of Object.entries({ viewBox: "0 0 280 280", role: "img", "aria-label": alt })) picture.setAttribute(name, value);
  line.setAttribute("d", path(strokes));
  item.append(picture, element("b", "verdict", verdict), element("small", "", note), element("div", "acts"));
  return item;
}

function buttons(item, wall, number, section) {
  if (item.dataset.section === section.key) return;
  item.dataset.section = section.key;
  const made = section.buttons.map(([act, label]) => {
    const button = element("button", act.replace(" ", "-"), label);
    button.setAttribute("aria-label", `${label}: ${item.querySelector("svg").getAttribute("aria-label")}`);
    button.addEventListener("click", ({ detail }) => {
      if (detail > 1) return; // a double click's second press would hit the next drawing
      wall.send("pressed", { act, number });
    });
    return button;
  });
  item.querySelector(".acts").replaceChildren(...made);
}

function fill(list, items) { // what stays in its place is not touched, as the keyboard would lose its place
  for (const item of [...list.children]) if (!items.includes(item)) item.remove();
  items.forEach((item, place) => list.children[place] !== item && list.insertBefore(item, list.children[place] ?? null));
}

function show(root, wall, sections) {
  const focused = root.getRootNode().activeElement;
  const from = focused?.closest("section"), place = from && [...from.querySelectorAll("li")].indexOf(focused.closest("li"));
  const shown = root.querySelector(".sections");
  sections.forEach((section, number) => {
    const here = shown.children[number] ?? shown.appendChild(document.createElement("section"));
    if (!here.children.length) here.append(element("h2", ""), element("p", ""), element("ul", ""));
    here.children[0].textContent = section.title;
    here.children[1].textContent = section.words;
    const tiles = section.numbers.filter((one) => wall.tiles.has(one));
    tiles.forEach((one) => buttons(wall.tiles.get(one), wall, one, section));
    fill(here.children[2], tiles.map((one) => wall.tiles.get(one)));
  });
  while (shown.children.length > sections.length) shown.lastChild.remove();
  if (place == null || (focused.isConnected && focused.closest("section") === from)) return;
  const left = [...from.querySelectorAll("li")]; // whoever dealt with one goes on at the next
  left[Math.min(place, left.length - 1)]?.querySelector("button")?.focus();
}

function watch(parent, root) {
  const timer = setInterval(() => {
    if (!parent.isConnected) return clearInterval(timer);
    const { heard, patience } = walls.get(parent);
    root.classList.toggle("lost", performance.now() - heard > 1000 * patience);
    const words = root.classList.contains("lost") ? root.querySelector(".offline").dataset.words : "";
    if (root.querySelector(".offline").textContent !== words) root.querySelector(".offline").textContent = words;
  }, 500);
}

export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  const root = parentElement.querySelector(".wall");
  if (!walls.has(parentElement)) {
    walls.set(parentElement, { tiles: new Map() });
    watch(parentElement, root);
  }
  const wall = Object.assign(walls.get(parentElement), { send: setTriggerValue, heard: performance.now(), patience: data.patience });
  const wanted = new Set(data.sections.flatMap(({ numbers }) => numbers));
  for (const drawing of data.drawings) if (!wall.tiles.has(drawing.number)) wall.tiles.set(drawing.number, tile(drawing));
  for (const number of wall.tiles.keys()) if (!wanted.has(number)) wall.tiles.delete(number);
  const told = root.querySelector(".told");
  if (told.textContent !== data.words) told.textContent = data.words;
  root.querySelector(".offline").dataset.words = data.offline;
  show(root, wall, data.sections);
  const here = [...wall.tiles.keys()].sort((one, other) => one - other);
  if (here.join() !== data.known.join()) setStateValue("here", here);
}
