import { type ReactNode, useEffect, useRef, useState } from 'react';

interface Props {
  /** What stands there before. */
  readonly before: ReactNode;
  readonly children: ReactNode;
}

/** What is heavy and further down: made when somebody begins to see it. */
export function WhenSeen({ before, children }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const [isSeen, setSeen] = useState(false);
  useEffect(() => {
    if (place.current === null) return;
    const watch = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) setSeen(true);
    });
    watch.observe(place.current);
    return () => watch.disconnect();
  }, []);
  return <div ref={place}>{isSeen ? children : before}</div>;
}
