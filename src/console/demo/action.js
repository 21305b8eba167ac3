import { h, say } from './dom.js';
import { toSignIn } from './router.js';
import { fieldWords } from './words.js';

/** Tells a person what went wrong; who has to sign in is led there. */
export function tell(error) {
  if (error.name === 'AbortError') return;
  say(error.message, 'bad');
  if (error.isForStrangers) toSignIn();
}

async function whileBusy(button, work) {
  if (button.disabled) return;
  button.disabled = true;
  button.setAttribute('aria-busy', 'true');
  try {
    await work();
  } catch (error) {
    tell(error);
  } finally {
    button.disabled = false;
    button.removeAttribute('aria-busy');
  }
}

/** A button that does one thing at a time and says what went wrong. */
export function action(name, work, props = {}) {
  const button = h('button', { type: 'button', ...props }, name);
  button.addEventListener('click', () => void whileBusy(button, work));
  return button;
}

let fields = 0;

/**
 * A field of a form with its name over it and room for what is wrong with it.
 *
 * @param {string} label
 * @param {Record<string, unknown>} props of the input; `name` is the API's
 */
export function field(label, props) {
  // Two forms of one page may have fields of one name.
  const id = `field-${(fields += 1)}`;
  const input = h('input', { id, 'aria-describedby': `${id}-wrong`, required: true, ...props });
  const wrong = h('small', { id: `${id}-wrong`, class: 'wrong' });
  input.addEventListener('input', () => mark(input, ''));
  return h('p', { class: 'field' }, h('label', { for: id }, label), input, wrong);
}

function mark(input, words) {
  if (words === '') input.removeAttribute('aria-invalid');
  else input.setAttribute('aria-invalid', 'true');
  const wrong = document.getElementById(`${input.id}-wrong`);
  if (wrong !== null) wrong.textContent = words;
}

function markWrong(element, error) {
  const errors = error.problem?.errors ?? [];
  const inputs = errors.map(({ path }) => element.elements.namedItem(path));
  for (const input of inputs) if (input !== null) mark(input, fieldWords(input.name));
  inputs.find((input) => input !== null)?.focus();
}

/**
 * A form that sends its fields as texts, shows what is wrong beside them, and cannot be sent twice at once.
 *
 * @param {Record<string, unknown>} props
 * @param {Node[]} content the last is not the button: that is made here
 * @param {string} sendName
 * @param {(values: Record<string, string>) => Promise<unknown>} work
 */
export function form(props, content, sendName, work) {
  const button = h('button', { class: 'primary', type: 'submit' }, sendName);
  const element = h('form', { novalidate: true, ...props }, content, button);
  const sendIt = async () => {
    const entries = [...new FormData(element)].map(([name, value]) => [name, tidy(name, value)]);
    try {
      await work(Object.fromEntries(entries));
    } catch (error) {
      markWrong(element, error);
      throw error;
    }
  };
  element.addEventListener('submit', (event) => {
    event.preventDefault();
    if (allFilled(element)) void whileBusy(button, sendIt);
  });
  return element;
}

/** Marks what the browser itself sees to be wrong, in our words. */
function allFilled(element) {
  const wrong = [...element.elements].filter((one) => one.willValidate && !one.validity.valid);
  for (const input of wrong) mark(input, fieldWords(input.name));
  wrong[0]?.focus();
  return wrong.length === 0;
}

/** Blanks at the ends are slips of the finger, except in a password. */
function tidy(name, value) {
  return name === 'password' ? value : String(value).trim();
}
