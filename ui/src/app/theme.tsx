// Mantine told about the tokens: one accent, no greys of its own.
import { createTheme, type MantineColorsTuple } from '@mantine/core';
import { Icon } from '../shared/icons';

const tide: MantineColorsTuple = [
  '#e6f5f8', '#cfe9ef', '#a5d7e2', '#8accdb', '#6cc5d9', '#3fa6bd', '#1f8aa1', '#107388', '#0a677c', '#064d5d',
];

export const theme = createTheme({
  autoContrast: true,
  fontFamily: 'var(--font-ui)',
  fontFamilyMonospace: 'var(--font-mono)',
  primaryColor: 'tide',
  primaryShade: { light: 8, dark: 4 },
  colors: { tide },
  defaultRadius: 5,
  fontSizes: { xs: '11px', sm: '13px', md: '13px', lg: '14px', xl: '16px' },
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'xs', variant: 'default' } },
    ActionIcon: { defaultProps: { variant: 'subtle', size: 'md' } },
    TextInput: { defaultProps: { size: 'xs', withAsterisk: false } },
    PasswordInput: { defaultProps: { size: 'xs', withAsterisk: false } },
    Textarea: { defaultProps: { size: 'xs', withAsterisk: false } },
    NumberInput: { defaultProps: { size: 'xs', withAsterisk: false } },
    NativeSelect: { defaultProps: { size: 'xs', withAsterisk: false, rightSection: <Icon name="down" size={12} /> } },
    Select: { defaultProps: { size: 'xs', withAsterisk: false } },
    MultiSelect: { defaultProps: { size: 'xs', withAsterisk: false } },
    Switch: { defaultProps: { size: 'sm' } },
    Checkbox: { defaultProps: { size: 'xs' } },
    Radio: { defaultProps: { size: 'xs' } },
    SegmentedControl: { defaultProps: { size: 'xs', withItemsBorders: false } },
    Menu: { defaultProps: { withInitialFocusPlaceholder: false, position: 'bottom-start', offset: 4, transitionProps: { duration: 0 }, shadow: undefined } },
    Popover: { defaultProps: { position: 'bottom-start', offset: 4, transitionProps: { duration: 0 }, shadow: undefined } },
    Tooltip: { defaultProps: { openDelay: 400, transitionProps: { duration: 0 } } },
  },
});

/** Where the chosen theme is kept; index.html reads it before the first paint. */
export const themeKey = 'picket.theme';
