import type { AbstractNode, IconDefinition } from '@ant-design/icons-svg/es/types';

/** A sign of Ant Design's, without the styles that its own component brings along. Words beside it say what it means. */
export function Icon({ of }: { readonly of: IconDefinition }) {
  const { attrs, children = [] } = plainOf(of);
  return (
    <svg
      className="icon"
      viewBox={attrs['viewBox']}
      width="1em"
      height="1em"
      fill="currentColor"
      aria-hidden
    >
      {children.map(({ attrs: { d } }) => (
        <path key={d} d={d} />
      ))}
    </svg>
  );
}

/** Signs of two colors are not used here. */
function plainOf({ icon }: IconDefinition): AbstractNode {
  return typeof icon === 'function' ? icon('', '') : icon;
}
