import type { MigrationInterface, QueryRunner } from 'typeorm';
import { nameSkeleton } from '../../kernel/name-skeleton.js';

const BATCH = 500;

interface Row {
  readonly id: number;
  readonly username: string;
}

export class NameSkeletons1796000000550 implements MigrationInterface {
  readonly name = 'NameSkeletons1796000000550';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE users
       ADD COLUMN name_skeleton VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL
         COMMENT 'what names that look alike have in common; NULL: written by hand or by the version before',
       ADD KEY ix_users_name_skeleton (name_skeleton)`,
    );
    await runner.query(
      `CREATE TABLE name_locks (
        slot TINYINT UNSIGNED NOT NULL PRIMARY KEY COMMENT 'one of 256, by the skeleton that is being registered'
      ) ENGINE=InnoDB`,
    );
    let rows = await unfilled(runner);
    while (rows.length > 0) {
      await fill(runner, rows);
      rows = await unfilled(runner);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE name_locks');
    await runner.query('ALTER TABLE users DROP COLUMN name_skeleton');
  }
}

function unfilled(runner: QueryRunner): Promise<Row[]> {
  const sql = `SELECT id, username FROM users WHERE name_skeleton IS NULL LIMIT ${BATCH}`;
  return runner.query(sql) as Promise<Row[]>;
}

async function fill(runner: QueryRunner, rows: readonly Row[]): Promise<void> {
  await runner.query(
    `UPDATE users SET name_skeleton = CASE id ${'WHEN ? THEN ? '.repeat(rows.length)}END WHERE id IN (?)`,
    [...rows.flatMap(({ id, username }) => [id, nameSkeleton(username)]), rows.map(({ id }) => id)],
  );
}
