export { Database, type Connection, type DatabaseOptions } from './database';
export { migrate, MigrationFault, type Migration, type MigrationFaultCode } from './migrate';
export { persistenceMigrations } from './migrations';
export { MARKET_CHANGE_CHANNEL } from './change/change-log';
export { PgChangeFeed } from './change/pg-change-feed';
export { NOTIFICATION_CHANNEL } from './notification/notification.store';
export { PgSignals, type SignalsOptions } from './pg-signals';
export { TypeormReads } from './typeorm-reads';
export { TypeormWork } from './typeorm-work';
