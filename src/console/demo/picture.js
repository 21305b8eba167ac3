/** Pictures for goods that have none: drawn from the name and the colour, the same each time. Pure. */

const COLOURS = [
  ['黑', '#3a3f4a'],
  ['红', '#d9483b'],
  ['白', '#efe6d2'],
  ['青', '#2fa39a'],
  ['驼', '#c2946a'],
  ['绿', '#4f9d5b'],
  ['蓝', '#3f7ad8'],
  ['黄', '#e6b13a'],
  ['灰', '#8b939c'],
  ['银', '#b9c0c8'],
];

const SHADE = '#000" opacity=".16';

/** What is drawn for which words, in the order in which they are looked for; C stands for the colour. */
const MOTIFS = [
  [
    /茶/,
    '#5c8f4e',
    `<rect x="62" y="72" width="76" height="88" rx="10" fill="C"/><rect x="57" y="52" width="86" height="24" rx="8" fill="C"/><rect x="57" y="52" width="86" height="24" rx="8" fill="${SHADE}"/><path d="M100 144c-26-8-28-36 0-52 28 16 26 44 0 52z" fill="#fff" opacity=".92"/><path d="M100 142v-34" stroke="C" stroke-width="4"/>`,
  ],
  [
    /壶|咖啡/,
    '#4a5361',
    `<path d="M66 104c-40-8-40 46-4 44" fill="none" stroke="C" stroke-width="10"/><path d="M122 134c26 0 14-46 38-52" fill="none" stroke="C" stroke-width="10" stroke-linecap="round"/><path d="M68 92h56l10 60a9 9 0 0 1-9 10H67a9 9 0 0 1-9-10z" fill="C"/><rect x="66" y="80" width="60" height="14" rx="6" fill="C"/><rect x="66" y="80" width="60" height="14" rx="6" fill="${SHADE}"/><circle cx="96" cy="72" r="8" fill="C"/><path d="M76 108l-6 40" stroke="#fff" stroke-width="5" stroke-linecap="round" opacity=".35"/>`,
  ],
  [
    /包/,
    '#7d8f69',
    `<path d="M84 62a16 16 0 0 1 32 0" fill="none" stroke="#8a7657" stroke-width="8"/><path d="M58 98a42 42 0 0 1 84 0v54a12 12 0 0 1-12 12H70a12 12 0 0 1-12-12z" fill="C"/><path d="M58 106h84" stroke="#8a7657" stroke-width="5"/><rect x="74" y="118" width="52" height="34" rx="8" fill="${SHADE}"/><rect x="94" y="112" width="12" height="18" rx="3" fill="#8a7657"/>`,
  ],
  [
    /杯/,
    '#2fa39a',
    `<rect x="72" y="64" width="56" height="102" rx="16" fill="C"/><rect x="79" y="40" width="42" height="22" rx="7" fill="C"/><rect x="79" y="40" width="42" height="22" rx="7" fill="${SHADE}"/><rect x="72" y="96" width="56" height="14" fill="#fff" opacity=".5"/><path d="M84 80v68" stroke="#fff" stroke-width="5" stroke-linecap="round" opacity=".35"/>`,
  ],
  [
    /灯/,
    '#e08a3c',
    `<path d="M126 104l30 56H78l22-38z" fill="#ffdf86" opacity=".65"/><rect x="46" y="156" width="80" height="10" rx="5" fill="C"/><path d="M84 158L66 112l40-34" fill="none" stroke="C" stroke-width="8" stroke-linecap="round" stroke-linejoin="round"/><circle cx="66" cy="112" r="8" fill="C"/><path d="M100 60l46 34c-2 14-34 34-46 30-10-16-12-46 0-64z" fill="C"/>`,
  ],
  [
    /巾|毯/,
    '#c2946a',
    `<path d="M112 96l34-8 10 72h-34z" fill="C"/><path d="M112 96l34-8 10 72h-34z" fill="${SHADE}"/><path d="M52 70c26 22 70 22 96 0l8 26c-28 28-84 28-112 0z" fill="C"/><path d="M60 84c24 18 56 18 80 0" fill="none" stroke="#fff" stroke-width="4" opacity=".5"/><path d="M124 160v12m10-12v12m10-12v12m10-12v12" stroke="C" stroke-width="4" stroke-linecap="round"/>`,
  ],
  [
    /贴|鱼/,
    '#3f9ad8',
    `<g fill="#fff" stroke="#fff" stroke-width="16" stroke-linejoin="round"><ellipse cx="92" cy="106" rx="44" ry="30"/><path d="M128 106l32-24v48z"/></g><path d="M126 106l34-24v48z" fill="C"/><ellipse cx="92" cy="106" rx="44" ry="30" fill="C"/><path d="M96 84c14 12 14 32 0 44" fill="none" stroke="#fff" stroke-width="4" opacity=".6"/><circle cx="70" cy="98" r="6" fill="#fff"/><circle cx="69" cy="98" r="3" fill="#1f2329"/>`,
  ],
  [
    /鞋|安踏|跑/,
    '#d9483b',
    `<path d="M42 118c16 6 34-6 42-32l20 6c6 18 20 26 48 30 14 2 16 24 8 26H46c-10 0-10-24-4-30z" fill="C"/><rect x="40" y="146" width="124" height="12" rx="6" fill="#fff"/><path d="M96 102l-12 8m20 0l-12 8m20-2l-12 8" stroke="#fff" stroke-width="5" stroke-linecap="round"/>`,
  ],
];

const COURSE = `<rect x="40" y="58" width="120" height="84" rx="12" fill="C"/><rect x="40" y="58" width="120" height="84" rx="12" fill="#fff" opacity=".12"/><text x="58" y="112" font-family="system-ui, sans-serif" font-size="38" font-weight="700" fill="#fff">M</text><circle cx="138" cy="122" r="20" fill="#fff"/><path d="M132 112l16 10-16 10z" fill="C"/><rect x="70" y="152" width="60" height="8" rx="4" fill="C" opacity=".5"/>`;
const PARCEL = `<path d="M52 84l48-24 48 24v56l-48 24-48-24z" fill="C"/><path d="M100 108l48-24v56l-48 24z" fill="${SHADE}"/><path d="M52 84l48 24 48-24M76 72l48 24" fill="none" stroke="#fff" stroke-width="5" opacity=".7"/>`;

function hueOf(text) {
  let hue = 7;
  for (const letter of text) hue = (hue * 31 + letter.codePointAt(0)) % 360;
  return hue;
}

function colourOf(attributes, fallback) {
  const colour = attributes.find(({ name }) => name === '颜色')?.value ?? '';
  return COLOURS.find(([word]) => colour.includes(word))?.[1] ?? fallback;
}

/** One or two letters for a course: `Ty`, `支`. */
function monogram(name) {
  const [letters = '·'] = /^[A-Za-z]{1,2}|^[\p{L}\p{N}]/u.exec(name) ?? [];
  return letters;
}

function motifOf({ name, attributes, requiresShipping }) {
  if (!requiresShipping) {
    const course = COURSE.replace('>M<', `>${monogram(name)}<`);
    return { drawing: course, colour: `hsl(${hueOf(name)} 46% 46%)` };
  }
  const [, own, drawing] = MOTIFS.find(([words]) => words.test(name)) ?? [null, '#b98a58', PARCEL];
  return { drawing, colour: colourOf(attributes, own) };
}

/** The picture of a SKU as an SVG document. */
export function drawGoods(sku) {
  const { drawing, colour } = motifOf(sku);
  const hue = hueOf(sku.name);
  const paper = `<linearGradient id="p" x2="0" y2="1"><stop stop-color="hsl(${hue} 50% 96%)"/><stop offset="1" stop-color="hsl(${hue} 42% 87%)"/></linearGradient>`;
  const ground = '<ellipse cx="100" cy="168" rx="62" ry="8" fill="#1f2329" opacity=".08"/>';
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 200"><defs>${paper}</defs><rect width="200" height="200" fill="url(#p)"/>${ground}${drawing.replaceAll('"C"', `"${colour}"`)}</svg>`;
}

/** The same as an address for an `<img>`. */
export function goodsPicture(sku) {
  return `data:image/svg+xml,${encodeURIComponent(drawGoods(sku))}`;
}
