import { define } from '../internal/define.ts';
import { CinnabarContractViewer } from './contract-viewer.ts';
import { CinnabarPageThumbnails } from './page-thumbnails.ts';

define('cinnabar-page-thumbnails', CinnabarPageThumbnails);
define('cinnabar-contract-viewer', CinnabarContractViewer);
