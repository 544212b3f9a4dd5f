/** The state machines and rules of labour contracts, from template to resignation, as pure functions. */
export {};
