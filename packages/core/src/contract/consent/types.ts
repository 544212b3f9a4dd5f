/** A text people agree to, as it is in force. */
export interface Agreement {
  /** 《平台用户注册协议》 and the like. */
  readonly name: string;
  readonly version: string;
  /** Hexadecimal digest of the text as it is shown. */
  readonly hash: string;
  /** A consent of its own (PIPL art. 23, 29): never given along with another. `face`, `bank-card`, `strokes`, a recipient. */
  readonly separateFor?: string;
}

/** That a person agreed. Catalogue: A23 (Consent), ACC-10. */
export interface GivenAgreement extends Agreement {
  readonly person: string;
  readonly at: string;
  readonly how: 'tick' | 'click';
  /** Where from, as the server saw it. */
  readonly address?: string;
  readonly device?: string;
  readonly withdrawnAt?: string;
}

/** What the page sends: this box was ticked, or this button pressed, under a text of this version. */
export interface Tick {
  readonly name: string;
  readonly version: string;
  readonly hash: string;
  readonly how: 'tick' | 'click';
  /** The box was ticked when the page opened; then the tick says nothing. */
  readonly preset?: boolean;
}
