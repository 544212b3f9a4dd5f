import { createSigningClient } from '@cinnabar/client';
import { PdfJsEngine } from '@cinnabar/elements';
import '@cinnabar/elements/define';

PdfJsEngine.configure({ assetBase: '/assets/cinnabar/' });

// The host's back end makes the token: POST /api/v1/contracts/{id}/sessions. A fragment never reaches a server's log.
const token = new URLSearchParams(location.hash.slice(1)).get('token') ?? '';
history.replaceState(null, '', location.pathname);

const room = document.querySelector('cinnabar-signing-room');
if (room) room.backend = createSigningClient({ baseUrl: '', token });
