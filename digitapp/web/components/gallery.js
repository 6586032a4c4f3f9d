// Pictures with words, each a button that tells its number.

export default function ({ data, parentElement, setTriggerValue }) {
  parentElement.querySelector("ul").replaceChildren(
    ...data.map(({ src, words, label }, number) => {
      const [item, button, image, text] = ["li", "button", "img", "span"].map((name) => document.createElement(name));
      image.src = src;
      image.alt = "";
      text.textContent = words;
      button.setAttribute("aria-label", label);
      button.addEventListener("click", () => setTriggerValue("chosen", number));
      button.append(image, text);
      item.append(button);
      return item;
    }),
  );
}
