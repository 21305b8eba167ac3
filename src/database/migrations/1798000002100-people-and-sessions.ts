import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLE = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin';

export class PeopleAndSessions1798000002100 implements MigrationInterface {
  readonly name = 'PeopleAndSessions1798000002100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE users
         ADD COLUMN disabled_at DATETIME(3) NULL COMMENT 'since then nobody signs in so',
         ADD KEY ix_users_role (role, id)`,
    );
    await runner.query(
      `CREATE TABLE console_sessions (
         id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
         digest CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'the cookie itself is kept nowhere',
         user_id INT UNSIGNED NOT NULL,
         token_version INT UNSIGNED NOT NULL COMMENT 'of the user: with another one the session is over',
         address VARCHAR(64) NOT NULL,
         user_agent VARCHAR(200) NOT NULL,
         created_at DATETIME(3) NOT NULL,
         seen_at DATETIME(3) NOT NULL,
         expires_at DATETIME(3) NOT NULL,
         UNIQUE KEY uq_console_sessions_digest (digest),
         KEY ix_console_sessions_user (user_id, id),
         KEY ix_console_sessions_expiry (expires_at),
         CONSTRAINT fk_console_sessions_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
       ) ${TABLE}`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE console_sessions');
    await runner.query('ALTER TABLE users DROP KEY ix_users_role, DROP COLUMN disabled_at');
  }
}
