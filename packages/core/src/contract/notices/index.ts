/** The messages of the platform: what they say, to whom, over which channels. */
export { notice, notices } from './notice.ts';
export { noticeTable, type NoticeAudience, type NoticeId, type NoticeKind, type NoticeRow } from './notice-table.ts';
