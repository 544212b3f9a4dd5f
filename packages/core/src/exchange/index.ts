/** The exchange of contract data with authorities: `elc-exchange/1`. */
export {};
