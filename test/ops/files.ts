import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const pathOf = (name: string) => fileURLToPath(new URL(`../../ops/${name}`, import.meta.url));

export const rulesFile = pathOf('prometheus/rules.yml');

/** Name and expression of each alert rule, in the order of the file. */
export const rules: readonly (readonly [name: string, expr: string])[] = [
  ...readFileSync(rulesFile, 'utf8').matchAll(/- alert: (\w+)\n +expr: (.+)\n/g),
].map((match) => [match[1] ?? '', match[2] ?? '']);

interface Dashboard {
  readonly panels: readonly {
    readonly title: string;
    readonly gridPos: {
      readonly x: number;
      readonly y: number;
      readonly w: number;
      readonly h: number;
    };
    readonly targets: readonly { readonly expr: string }[];
  }[];
}

export const dashboard = JSON.parse(
  readFileSync(pathOf('grafana/alipay-checkout.json'), 'utf8'),
) as Dashboard;

/** Each expression of the dashboard; Grafana puts an interval for its own word. */
export const queries = dashboard.panels.flatMap(({ title, targets }) =>
  targets.map(({ expr }) => [title, expr.replaceAll('$__rate_interval', '5m')] as const),
);

/** A selector in an expression: the figure, and what its labels must be (`=` and `=~` only). */
export interface Selector {
  readonly figure: string;
  readonly labels: readonly (readonly [label: string, pattern: RegExp])[];
}

/** The figures that an expression of PromQL names. */
export function selectorsOf(expr: string): Selector[] {
  const bare = expr.replaceAll(/ (by|without) \([^)]*\) ?/g, '').replaceAll(/\[\d+[smhd]\]/g, '');
  const found = bare.matchAll(/(?<![\w"'])([a-z]\w*)(?!\w|\()(?:\{([^}]*)\})?/g);
  return [...found]
    .filter(([, name = '']) => !['or', 'and', 'unless'].includes(name))
    .map(([, figure = '', inside = '']) => ({
      figure,
      labels: [...inside.matchAll(/(\w+)(=~?)"([^"]*)"/g)].map(
        ([, label = '', how, value = '']) =>
          [
            label,
            how === '=' ? RegExp(`^${value.replaceAll('.', '\\.')}$`) : RegExp(`^(?:${value})$`),
          ] as const,
      ),
    }));
}
