/** What proves how a contract came about: event log, package, report. */
export {};
