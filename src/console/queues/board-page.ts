/** The page's own fonts come from another server, which is told of nobody here: the system's stand in. */
const FOREIGN_LINK = /<link[^>]*href="https?:[^>]*>/g;

/** What the board's page is made of. */
export interface BoardPage {
  /** As the package brings it, with `<%= … %>` for what changes. */
  readonly template: string;
  /** Ends with `/`: whatever the page loads stands below it. */
  readonly basePath: string;
  readonly title: string;
  readonly config: unknown;
}

/** The board's page, that loads nothing from elsewhere; what it is told of itself ends no element of the page. Pure. */
export function boardPage({ template, basePath, title, config }: BoardPage): string {
  const values: Readonly<Record<string, string>> = {
    basePath,
    title,
    favIconDefault: 'static/images/logo.svg',
    favIconAlternative: 'static/favicon-32x32.png',
    uiConfig: JSON.stringify(config).replaceAll('<', String.raw`\u003c`),
  };
  return template
    .replace(FOREIGN_LINK, '')
    .replace(/<%[=-]\s*(\w+)\s*%>/g, (_whole, name: string) => values[name] ?? '');
}
