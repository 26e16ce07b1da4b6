export {
  hasPostgres,
  runningPostgres,
  startEmbeddedPostgres,
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
} from './embedded-postgres';
export { GivingWay } from './give-way';
export { StartFault } from './start-fault';
