// The steps as pictures, of black and white pixels that come as bits.

const last = new WeakMap(); // parent element -> what was shown last

function source([height, width, text]) {
  const bits = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width, height });
  const picture = new ImageData(width, height);
  for (let place = 0; place < width * height; place++) {
    picture.data.fill(bits[place >> 3] & (128 >> (place & 7)) ? 0 : 255, 4 * place, 4 * place + 3);
    picture.data[4 * place + 3] = 255;
  }
  canvas.getContext("2d").putImageData(picture, 0, 0);
  return canvas.toDataURL();
}

function show({ pictures }, parent) {
  parent.querySelector(".strip").hidden = !pictures.length;
  const told = JSON.stringify(pictures);
  if (last.get(parent) === told) return;
  last.set(parent, told);
  const items = parent.querySelectorAll(".strip > li");
  pictures.forEach((picture, step) => {
    const address = source(picture);
    for (const image of items[step].querySelectorAll("img")) image.src = address;
  });
}

export default function ({ data, parentElement }) {
  if (!last.has(parentElement)) {
    parentElement.innerHTML = data.shown;
    last.set(parentElement, "");
  }
  const hear = () => window.digitappTold?.strip && show(window.digitappTold.strip, parentElement);
  hear();
  window.addEventListener("digitapp-told", hear);
  return () => window.removeEventListener("digitapp-told", hear);
}
