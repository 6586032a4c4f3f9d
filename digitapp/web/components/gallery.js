// Pictures with words, each a button that tells its number. The buttons stay from run to run, as the keyboard would lose its
// place with them.

const galleries = new WeakMap(); // parent element -> what a press calls, always the latest

function button(parent, number) {
  const [item, button, image, text] = ["li", "button", "img", "span"].map((name) => document.createElement(name));
  image.alt = "";
  button.addEventListener("click", () => galleries.get(parent)("chosen", number));
  button.append(image, text);
  item.append(button);
  return item;
}

export default function ({ data, parentElement, setTriggerValue }) {
  galleries.set(parentElement, setTriggerValue);
  const list = parentElement.querySelector("ul");
  while (list.children.length > data.length) list.lastChild.remove();
  while (list.children.length < data.length) list.append(button(parentElement, list.children.length));
  data.forEach(({ src, words, label }, number) => {
    const [image, text] = list.children[number].firstChild.children;
    if (image.getAttribute("src") !== src) image.src = src;
    text.textContent = words;
    text.parentElement.setAttribute("aria-label", label);
  });
}
