import type { FrameView } from './frames';
import styles from './view_switch.module.css';

const VIEWS: readonly { readonly value: FrameView; readonly label: string; readonly title: string }[] = [
  { value: 'app', label: 'App', title: 'Frames of the application; the others folded' },
  { value: 'all', label: 'All', title: 'Each frame' },
  { value: 'raw', label: 'Raw', title: 'As text, as the SDK sent it' },
];

export interface ViewSwitchProps {
  readonly view: FrameView;
  readonly onView: (view: FrameView) => void;
}

export function ViewSwitch({ view, onView }: ViewSwitchProps) {
  return (
    <div className={styles.switch} role="group" aria-label="Frames shown">
      {VIEWS.map((each) => (
        <button key={each.value} type="button" title={each.title} aria-pressed={each.value === view} onClick={() => onView(each.value)}>{each.label}</button>
      ))}
    </div>
  );
}
