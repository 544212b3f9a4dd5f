import type { Machine } from '../../machine/index.ts';

export type HandOffState = 'WAITING' | 'SCANNED' | 'DRAWN' | 'CONFIRMED' | 'EXPIRED';

/** What can happen to a hand-off; a column of the table. */
export type HandOffTransition = 'open' | 'draw' | 'redraw' | 'confirm' | 'expire';

/** A PC asks a phone for handwriting. Refreshing the QR code is a new hand-off. Catalogue: A20.8, WPC-03. */
export const handOffMachine: Machine<HandOffState, HandOffTransition> = {
  id: 'hand-off',
  title: { 'zh-Hans': '扫码手写', 'zh-Hant': '掃碼手寫', en: 'Handwriting on a phone' },
  initial: 'WAITING',
  states: {
    WAITING: { label: { 'zh-Hans': '待扫码', 'zh-Hant': '待掃碼', en: 'Waiting for a phone' } },
    SCANNED: { label: { 'zh-Hans': '已扫码', 'zh-Hant': '已掃碼', en: 'Scanned' } },
    DRAWN: { label: { 'zh-Hans': '已手写', 'zh-Hant': '已手寫', en: 'Drawn' } },
    CONFIRMED: { label: { 'zh-Hans': '已确认', 'zh-Hant': '已確認', en: 'Confirmed' } },
    EXPIRED: { label: { 'zh-Hans': '已过期', 'zh-Hant': '已過期', en: 'Expired' } },
  },
  events: {
    open: { label: { 'zh-Hans': '手机扫码', 'zh-Hant': '手機掃碼', en: 'a phone opens it' } },
    draw: { label: { 'zh-Hans': '手机提交手写', 'zh-Hant': '手機提交手寫', en: 'the phone sends a drawing' } },
    redraw: { label: { 'zh-Hans': '重写', 'zh-Hant': '重寫', en: 'draw again' } },
    confirm: { label: { 'zh-Hans': '电脑端确认', 'zh-Hant': '電腦端確認', en: 'the PC accepts' } },
    expire: { label: { 'zh-Hans': '过期', 'zh-Hant': '過期', en: 'expire' } },
  },
  transitions: {
    WAITING: { open: ['SCANNED'], expire: ['EXPIRED'] },
    SCANNED: { open: ['SCANNED'], draw: ['DRAWN'], expire: ['EXPIRED'] },
    DRAWN: { open: ['DRAWN'], draw: ['DRAWN'], redraw: ['SCANNED'], confirm: ['CONFIRMED'], expire: ['EXPIRED'] },
    CONFIRMED: {},
    EXPIRED: {},
  },
};
