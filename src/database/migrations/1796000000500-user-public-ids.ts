import { randomBytes } from 'node:crypto';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLE = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin';
const PUBLIC_ID = 'VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin';

export class UserPublicIds1796000000500 implements MigrationInterface {
  readonly name = 'UserPublicIds1796000000500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE users
       ADD COLUMN public_id ${PUBLIC_ID} NULL AFTER id,
       ADD COLUMN token_version INT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'tokens of other versions are over',
       ADD COLUMN signed_out_at DATETIME(3) NULL COMMENT 'tokens of another issuer from before are over'`,
    );
    // The secret is forgotten with this statement, so nobody can tell the ids, nor can they come up again.
    await runner.query('UPDATE users SET public_id = LEFT(SHA2(CONCAT(?, id), 256), 32)', [
      randomBytes(32).toString('hex'),
    ]);
    // The default is for rows that processes of the version before, or people, still insert.
    await runner.query(
      `ALTER TABLE users
       MODIFY COLUMN public_id ${PUBLIC_ID} NOT NULL DEFAULT (UUID())
         COMMENT 'what is outside names the user by this: unlike id, no restored database gives it out again',
       ADD UNIQUE KEY uq_users_public_id (public_id)`,
    );
    await runner.query(
      `CREATE TABLE ended_tokens (
        digest CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        user_id INT UNSIGNED NOT NULL,
        expires_at DATETIME(3) NOT NULL,
        KEY ix_ended_tokens_user (user_id),
        KEY ix_ended_tokens_expiry (expires_at),
        CONSTRAINT fk_ended_tokens_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
      ) ${TABLE}`,
    );
    await runner.query(
      `UPDATE idempotency_keys k JOIN users u ON k.scope = CONCAT('user:', u.id)
       SET k.scope = CONCAT('user:', u.public_id)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `UPDATE idempotency_keys k JOIN users u ON k.scope = CONCAT('user:', u.public_id)
       SET k.scope = CONCAT('user:', u.id)`,
    );
    await runner.query('DROP TABLE ended_tokens');
    await runner.query(
      'ALTER TABLE users DROP COLUMN public_id, DROP COLUMN token_version, DROP COLUMN signed_out_at',
    );
  }
}
