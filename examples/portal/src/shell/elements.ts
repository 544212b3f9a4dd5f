import { PdfJsEngine } from '@cinnabar/elements';
import '@cinnabar/elements/define';

PdfJsEngine.configure({ assetBase: '/assets/cinnabar/' });
