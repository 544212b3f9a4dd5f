/** Identity numbers, names and addresses of people and organisations: read, checked, masked. */
export {};
