import { define } from '../internal/define.ts';
import { CinnabarSealTray } from './seal-tray.ts';

define('cinnabar-seal-tray', CinnabarSealTray);
