/** @typedef {Node | string | number | null | undefined | false} Child */

const SVG = 'http://www.w3.org/2000/svg';
/** Good news is short; what went wrong takes longer to read. */
const SAY_MS = { good: 2_500, bad: 5_000 };

/**
 * Makes an element. Text is always text, never markup. `on…` members listen, `value` and `checked` are set as
 * properties, `true` is an empty attribute, and what is null or false is left out.
 *
 * @param {string} tag
 * @param {Record<string, unknown>} [props]
 * @param {(Child | Child[])[]} children
 */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) setProp(element, name, value);
  element.append(...nodes(children));
  return element;
}

/** @param {(Child | Child[])[]} children */
function nodes(children) {
  return children
    .flat()
    .filter((child) => child !== null && child !== undefined && child !== false)
    .map((child) => (child instanceof Node ? child : String(child)));
}

function setProp(element, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (typeof value === 'function') element.addEventListener(name.slice(2), value);
  else if (name === 'value' || name === 'checked') element[name] = value;
  else element.setAttribute(name, value === true ? '' : String(value));
}

/** A line drawing of 24 by 24, for the eye only. */
export function icon(path) {
  const drawing = document.createElementNS(SVG, 'svg');
  drawing.setAttribute('viewBox', '0 0 24 24');
  drawing.setAttribute('aria-hidden', 'true');
  drawing.setAttribute('class', 'icon');
  const line = document.createElementNS(SVG, 'path');
  line.setAttribute('d', path);
  drawing.append(line);
  return drawing;
}

let hiding;

/**
 * Says something at the top of the page for a moment; screen readers hear it.
 *
 * @param {string} text
 * @param {'good' | 'bad'} [kind]
 */
export function say(text, kind = 'good') {
  const place = document.getElementById('say');
  if (place === null) return;
  clearTimeout(hiding);
  place.replaceChildren(h('p', { class: kind }, text));
  hiding = setTimeout(() => place.replaceChildren(), SAY_MS[kind]);
}

/** Asks a question over the page. Answers whether the person agreed. */
export function ask(question, agree) {
  const no = h('button', { class: 'plain', value: 'no' }, '再想想');
  const yes = h('button', { class: 'primary', value: 'yes' }, agree);
  const form = h('form', { method: 'dialog' }, h('p', {}, question), h('div', {}, no, yes));
  const dialog = h('dialog', { class: 'ask', 'aria-label': question }, form);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    });
  });
}

/** Draws a place anew; what had the focus has it again, found by its `data-focus`. */
export function redraw(place, ...children) {
  const focused = document.activeElement;
  const name = focused instanceof HTMLElement ? focused.dataset.focus : undefined;
  place.replaceChildren(...nodes(children));
  if (name !== undefined) place.querySelector(`[data-focus="${name}"]`)?.focus();
}

/** Reads what the server wrote into the page's head. */
export function meta(name) {
  return document.querySelector(`meta[name="${name}"]`)?.getAttribute('content') ?? '';
}
