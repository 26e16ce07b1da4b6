export {
  hasPostgres,
  runningPostgres,
  startEmbeddedPostgres,
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
} from './embedded-postgres';
export { giveWay } from './give-way';
export { StartFault } from './start-fault';
