// Line icons on a 16 px grid, drawn with the colour of the text around them. Own drawings; an icon never stands in for
// a word that is not there as text or as the control's label.

export const icons = {
  issues: 'M2.5 4h11M2.5 8h11M2.5 12h7',
  bars: 'M3 13V9M6.5 13V5M10 13V8M13.5 13V3',
  search: 'M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10zM10.7 10.7 14 14',
  projects: 'M2.5 2.5H7V7H2.5zM9 2.5h4.5V7H9zM2.5 9H7v4.5H2.5zM9 9h4.5v4.5H9z',
  teams: 'M6 7.5A2.3 2.3 0 1 0 6 2.9a2.3 2.3 0 0 0 0 4.6zM1.8 13c.4-2.2 2-3.4 4.2-3.4s3.8 1.2 4.2 3.4M10.8 7.3a2.1 2.1 0 0 0 0-4.2M11.8 9.8c1.3.4 2.2 1.5 2.5 3.2',
  settings: 'M2 5h7M12 5h2M2 11h2M7 11h7M10.5 6.8a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6zM5.5 12.8a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6z',
  down: 'M4.5 6.5 8 10l3.5-3.5',
  up: 'M4.5 9.5 8 6l3.5 3.5',
  right: 'M6.5 4.5 10 8l-3.5 3.5',
  left: 'M9.5 4.5 6 8l3.5 3.5',
  first: 'M11 4.5 7.5 8l3.5 3.5M5 4.5v7',
  last: 'M5 4.5 8.5 8 5 11.5M11 4.5v7',
  check: 'M3 8.5 6.5 12 13 4.5',
  close: 'M4 4l8 8M12 4l-8 8',
  copy: 'M5.5 5.5V3H13v7.5h-2.5M3 5.5h7.5V13H3z',
  archive: 'M2.5 3h11v3h-11zM3.5 6v7h9V6M6.5 9h3',
  stop: 'M5.5 2.5h5l3 3v5l-3 3h-5l-3-3v-5zM5.5 8h5',
  user: 'M8 8a2.7 2.7 0 1 0 0-5.4A2.7 2.7 0 0 0 8 8zM3 13.5c.6-2.4 2.5-3.6 5-3.6s4.4 1.2 5 3.6',
  message: 'M2.5 3h11v7.5H8L5 13.2v-2.7H2.5z',
  clock: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 5v3.2l2 1.3',
  rising: 'M3 12l4-4 2 2 4-5M9.5 5H13v3.5',
  back: 'M6 4 3 7l3 3M3 7h7a3 3 0 0 1 0 6H7',
  plus: 'M8 3.5v9M3.5 8h9',
  dot: 'M8 9.2a1.2 1.2 0 1 0 0-2.4 1.2 1.2 0 0 0 0 2.4z',
  menu: 'M2.5 4.5h11M2.5 8h11M2.5 11.5h11',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  play: 'M5 3.5v9l7-4.5z',
  json: 'M5.5 3C4 3 4 4 4 5s0 3-1.5 3C4 8 4 10 4 11s0 2 1.5 2M10.5 3C12 3 12 4 12 5s0 3 1.5 3C12 8 12 10 12 11s0 2-1.5 2',
  lock: 'M4 7h8v6H4zM5.5 7V5a2.5 2.5 0 0 1 5 0v2',
  key: 'M10.5 8.5a3 3 0 1 0-2.4-1.2L3 12.4V14h2v-1.5h1.5V11H8l1.2-2.6c.4.1.8.1 1.3.1z',
  arrow: 'M3 8h9M8.5 4.5 12 8l-3.5 3.5',
  globe: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM2.2 8h11.6M8 2c2.2 2 2.2 10 0 12M8 2c-2.2 2-2.2 10 0 12',
  database: 'M3 4.5C3 3.5 5 2.5 8 2.5s5 1 5 2-2 2-5 2-5-1-5-2zM3 4.5v7c0 1 2 2 5 2s5-1 5-2v-7M3 8c0 1 2 2 5 2s5-1 5-2',
  link: 'M6.5 9.5l3-3M7 4.5l1.5-1.5a2.8 2.8 0 0 1 4 4L11 8.5M9 11.5 7.5 13a2.8 2.8 0 0 1-4-4L5 7.5',
  star: 'M8 2.3 9.7 6l4 .5-3 2.7.8 4L8 11.2 4.5 13.2l.8-4-3-2.7 4-.5z',
  trash: 'M2.5 4.5h11M6 4.5V3h4v1.5M4 4.5l.6 8.5h6.8l.6-8.5M6.7 7v3.5M9.3 7v3.5',
  download: 'M8 2.5v7.5M4.8 7 8 10.2 11.2 7M3 13h10',
  out: 'M9.5 3H13v3.5M13 3 7.5 8.5M11 9.5V13H3V5h3.5',
  sun: 'M8 10.8a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6zM8 1.8v1.4M8 12.8v1.4M1.8 8h1.4M12.8 8h1.4M3.6 3.6l1 1M11.4 11.4l1 1M12.4 3.6l-1 1M4.6 11.4l-1 1',
  tag: 'M2.5 2.5h5l6.3 6.3-5 5L2.5 7.5zM5.5 5.5h.01',
  filter: 'M2.5 3.5h11L9.5 8.5V13l-3-1.5v-3z',
} as const;

export type IconName = keyof typeof icons;

export interface IconProps {
  readonly name: IconName;
  /** Edge in px. */
  readonly size?: number;
  readonly filled?: boolean;
  readonly className?: string;
  readonly weight?: number;
}

export function Icon({ name, size = 16, filled = false, className, weight = 1.5 }: IconProps) {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" fill={filled ? 'currentColor' : 'none'} stroke="currentColor"
      strokeWidth={weight} strokeLinecap="round" strokeLinejoin="round" aria-hidden className={className}
      style={{ flex: 'none' }}>
      <path d={icons[name]} />
    </svg>
  );
}

export function Mark({ size = 20 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" aria-hidden style={{ flex: 'none' }}>
      <path d="M2 18V7l2.2-2.6L6.4 7v11z" fill="var(--t1)" />
      <path d="M7.8 18V4.6L10 2l2.2 2.6V18z" fill="var(--accent)" />
      <path d="M13.6 18V7l2.2-2.6L18 7v11z" fill="var(--t1)" />
    </svg>
  );
}
