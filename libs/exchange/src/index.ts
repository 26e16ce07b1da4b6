export { type Fault } from './fault';
export { faultsOfNeed, faultsOfOffer } from './need-faults';
export { parseNeedsFile, parseOffersFile, type Parsed } from './parse';
export { schemaFaults } from './schema-faults';
export * from './sheets';
