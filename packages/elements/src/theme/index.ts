export { themeStyles } from './theme.styles.ts';
export { controlStyles } from './controls.styles.ts';
