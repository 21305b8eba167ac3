import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ProcessSightings1797000002000 implements MigrationInterface {
  readonly name = 'ProcessSightings1797000002000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE process_sightings (
         id CHAR(36) NOT NULL PRIMARY KEY COMMENT 'made at random when the process starts',
         kind VARCHAR(16) NOT NULL COMMENT 'api or worker',
         facts VARCHAR(2000) NOT NULL COMMENT 'JSON: what the process knows of its surroundings',
         seen_at DATETIME(3) NOT NULL,
         KEY ix_process_sightings_seen (seen_at)
       ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='which processes run, for the doctor; nothing rests on it'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE process_sightings');
  }
}
