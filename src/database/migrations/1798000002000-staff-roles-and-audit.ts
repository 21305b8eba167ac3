import type { MigrationInterface, QueryRunner } from 'typeorm';

export class StaffRolesAndAudit1798000002000 implements MigrationInterface {
  readonly name = 'StaffRolesAndAudit1798000002000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`UPDATE users SET role = 'admin' WHERE role = 'operator'`);
    // No foreign key: an entry must not wait for its user's row, and outlives it.
    await runner.query(
      `CREATE TABLE audit_log (
         id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
         at DATETIME(3) NOT NULL,
         user_id INT UNSIGNED NULL COMMENT 'null: nobody of this program, as on the command line',
         username VARCHAR(64) NOT NULL COMMENT 'as it was then',
         role VARCHAR(16) NOT NULL COMMENT 'as it was then',
         via VARCHAR(8) NOT NULL COMMENT 'api, console or cli',
         address VARCHAR(64) NULL,
         request_id VARCHAR(64) NULL,
         action VARCHAR(40) NOT NULL COMMENT 'kind of object and act: refund.approve',
         object_kind VARCHAR(24) NOT NULL,
         object_id VARCHAR(128) NOT NULL,
         state_before TEXT NULL COMMENT 'JSON: what was changed, as it was',
         state_after TEXT NULL COMMENT 'JSON: the same as it was afterwards',
         reason VARCHAR(500) NULL,
         KEY ix_audit_log_at (at),
         KEY ix_audit_log_username (username, at),
         KEY ix_audit_log_action (action, at),
         KEY ix_audit_log_object (object_kind, object_id, at)
       ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin
         COMMENT='what the staff does: rows are added, and neither changed nor removed'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE audit_log');
    await runner.query(`UPDATE users SET role = 'operator' WHERE role <> 'customer'`);
  }
}
