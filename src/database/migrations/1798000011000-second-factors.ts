import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLE = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin';

export class SecondFactors1798000011000 implements MigrationInterface {
  readonly name = 'SecondFactors1798000011000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE users
         ADD COLUMN must_change_password TINYINT(1) NOT NULL DEFAULT 0 COMMENT 'it was made for them, and others have seen it',
         ADD COLUMN second_factor_since DATETIME(3) NULL COMMENT 'null: none that was confirmed'`,
    );
    await runner.query(
      `CREATE TABLE second_factors (
         user_id INT UNSIGNED NOT NULL PRIMARY KEY,
         sealed_secret VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'encrypted',
         last_counter BIGINT UNSIGNED NOT NULL COMMENT 'of the code that was used last: each counts once',
         confirmed_at DATETIME(3) NULL COMMENT 'null: no code has shown yet that the secret arrived',
         created_at DATETIME(3) NOT NULL,
         CONSTRAINT fk_second_factors_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
       ) ${TABLE}`,
    );
    await runner.query(
      `CREATE TABLE recovery_codes (
         id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
         user_id INT UNSIGNED NOT NULL,
         digest CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'the code itself is kept nowhere',
         UNIQUE KEY uq_recovery_codes_user (user_id, digest),
         CONSTRAINT fk_recovery_codes_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
       ) ${TABLE}`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE recovery_codes');
    await runner.query('DROP TABLE second_factors');
    await runner.query(
      'ALTER TABLE users DROP COLUMN second_factor_since, DROP COLUMN must_change_password',
    );
  }
}
