import { CinnabarEvent } from '../internal/cinnabar-event.ts';

/** A file is open and its first pages stand on the screen. */
export class DocumentReadyEvent extends CinnabarEvent {
  static readonly type = 'cinnabar-document-ready';
  readonly fileId: string;
  readonly pageCount: number;
  /** Lower-case hex SHA-256 of exactly the bytes that are shown. */
  readonly digest: string;

  constructor(fileId: string, pageCount: number, digest: string) {
    super(DocumentReadyEvent.type);
    this.fileId = fileId;
    this.pageCount = pageCount;
    this.digest = digest;
  }
}

/** A file could not be shown; the viewer says so and offers to try again. */
export class DocumentErrorEvent extends CinnabarEvent {
  static readonly type = 'cinnabar-document-error';
  readonly fileId: string;
  readonly code: string;

  constructor(fileId: string, code: string) {
    super(DocumentErrorEvent.type);
    this.fileId = fileId;
    this.code = code;
  }
}

/** The reader chose another file. */
export class FileSelectEvent extends CinnabarEvent {
  static readonly type = 'cinnabar-file-select';
  readonly fileId: string;

  constructor(fileId: string) {
    super(FileSelectEvent.type);
    this.fileId = fileId;
  }
}

/** Another page is the one being read. */
export class PageChangeEvent extends CinnabarEvent {
  static readonly type = 'cinnabar-page-change';
  readonly fileId: string;
  /** 0-based. */
  readonly page: number;

  constructor(fileId: string, page: number) {
    super(PageChangeEvent.type);
    this.fileId = fileId;
    this.page = page;
  }
}

/** A page was seen to its end for the first time. */
export class ReadingProgressEvent extends CinnabarEvent {
  static readonly type = 'cinnabar-reading-progress';
  readonly fileId: string;
  /** Share of the file's pages seen so far, 0–1. */
  readonly fraction: number;
  /** The end of the last page was seen. */
  readonly ended: boolean;

  constructor(fileId: string, fraction: number, ended: boolean) {
    super(ReadingProgressEvent.type);
    this.fileId = fileId;
    this.fraction = fraction;
    this.ended = ended;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'cinnabar-document-ready': DocumentReadyEvent;
    'cinnabar-document-error': DocumentErrorEvent;
    'cinnabar-file-select': FileSelectEvent;
    'cinnabar-page-change': PageChangeEvent;
    'cinnabar-reading-progress': ReadingProgressEvent;
  }
}
