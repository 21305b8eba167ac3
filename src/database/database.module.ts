/**
 * Owns the connection to the database, its column kinds and its migrations.
 * Promises one way to a transaction, which retries what the database asks to be retried, and that all processes go by the
 * database's time.
 */
import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { DatabaseConfig } from '../../config/database.config.js';
import { dataSourceOptions } from './data-source.js';
import { ClockFollower } from './clock-follower.js';
import { DatabaseServer } from './database-server.js';
import { openDataSource } from './opening.js';
import { PreparedReads } from './batching/prepared-reads.js';
import { Transactions } from './transactions.js';

@Global()
@Module({
  imports: [
    TypeOrmModule.forRootAsync({
      inject: [DatabaseConfig],
      useFactory: (config: DatabaseConfig) => ({
        ...dataSourceOptions(config),
        autoLoadEntities: true,
        retryAttempts: 3,
        retryDelay: 500,
      }),
      dataSourceFactory: (options) => openDataSource(new DataSource(options as DataSourceOptions)),
    }),
  ],
  providers: [ClockFollower, DatabaseServer, PreparedReads, Transactions],
  exports: [DatabaseServer, PreparedReads, Transactions],
})
export class DatabaseModule {}
