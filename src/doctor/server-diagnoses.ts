import { diagnosis } from '../kernel/diagnosis.js';

/** What may be wrong with the servers behind the program. */
export const SERVER_DIAGNOSES = {
  'database-unreachable': diagnosis(
    'The database cannot be used.',
    '数据库无法使用。',
    'Start it, or correct DATABASE_URL (mysql://user:password@host:3306/database) and DATABASE_TLS.',
    '启动数据库，或更正 DATABASE_URL（mysql://用户:密码@主机:3306/库名）和 DATABASE_TLS。',
  ),
  'database-version': diagnosis(
    'The database is older than this program takes.',
    '数据库版本过低。',
    'Use MySQL 8.0 or later, or MariaDB 10.6 or later.',
    '使用 MySQL 8.0 及以上，或 MariaDB 10.6 及以上。',
  ),
  'database-isolation': diagnosis(
    'Connections do not keep the isolation level that they were given.',
    '连接没有保持设定的事务隔离级别。',
    'Look for a proxy between that resets sessions; each connection must stay READ COMMITTED.',
    '检查中间是否有会重置会话的代理；每个连接都必须保持 READ COMMITTED。',
  ),
  'database-mode': diagnosis(
    'Connections do not keep the strict sql_mode that they were given.',
    '连接没有保持设定的严格 sql_mode。',
    'Look for a proxy between that resets sessions or an init_connect that sets sql_mode: values must be refused, not cut.',
    '检查会重置会话的代理或设置 sql_mode 的 init_connect：超长的值必须报错，而不是被截断。',
  ),
  'database-packet': diagnosis(
    'max_allowed_packet is too small for the statements of this program.',
    'max_allowed_packet 过小，容纳不下本程序的语句。',
    'Set max_allowed_packet to 16M or more.',
    '将 max_allowed_packet 设为 16M 或更大。',
  ),
  'database-durability': diagnosis(
    'A commit may be lost when the database’s host dies: innodb_flush_log_at_trx_commit is not 1.',
    '数据库主机宕机时已提交的事务可能丢失：innodb_flush_log_at_trx_commit 不是 1。',
    'Set innodb_flush_log_at_trx_commit=1: what was answered with success must survive.',
    '设置 innodb_flush_log_at_trx_commit=1：已回答成功的内容必须不会丢失。',
  ),
  'database-binlog': diagnosis(
    'The binary log may lose commits when the host dies, so that replicas and restores miss them: sync_binlog is not 1.',
    '主机宕机时二进制日志可能丢失事务，从库和恢复会缺少它们：sync_binlog 不是 1。',
    'Set sync_binlog=1 where replicas or point-in-time restores count.',
    '若依赖从库或按时间点恢复，请设置 sync_binlog=1。',
  ),
  'database-connections': diagnosis(
    'The database takes fewer connections than the processes may open.',
    '数据库允许的连接数少于各进程可能打开的连接数。',
    'Raise max_connections above DATABASE_POOL times the number of processes, or lower DATABASE_POOL.',
    '将 max_connections 调至大于 DATABASE_POOL × 进程数，或降低 DATABASE_POOL。',
  ),
  'database-reads-only': diagnosis(
    'The database takes no writes.',
    '数据库不接受写入。',
    'Name the primary in DATABASE_URL, or end its read-only mode.',
    '在 DATABASE_URL 中填写主库，或解除其只读模式。',
  ),
  'database-clock': diagnosis(
    'The clocks of this machine and of the database differ.',
    '本机与数据库的时钟不一致。',
    'Switch on time synchronisation on both (timedatectl set-ntp true).',
    '在两边都开启时间同步（timedatectl set-ntp true）。',
  ),
  'migrations-pending': diagnosis(
    'The tables are older than the program: migrations are pending.',
    '数据表版本落后于程序：有未执行的迁移。',
    'Run node dist/src/database/migrate.js once with the settings of the processes.',
    '使用各进程的配置运行一次 node dist/src/database/migrate.js。',
  ),
  'migrations-newer': diagnosis(
    'The tables are newer than the program.',
    '数据表版本比程序新。',
    'Update this installation: another one has migrated the database.',
    '更新本程序：数据库已被更新版本迁移。',
  ),
  'redis-unreachable': diagnosis(
    'Redis cannot be reached.',
    '无法连接 Redis。',
    'Start it, or correct REDIS_URL and CART_REDIS_URL.',
    '启动 Redis，或更正 REDIS_URL 和 CART_REDIS_URL。',
  ),
  'redis-password': diagnosis(
    'Redis does not let us in.',
    'Redis 拒绝登录。',
    'Put user and password into the address: redis://user:password@host:6379/0.',
    '在地址中填写用户名和密码：redis://用户:密码@主机:6379/0。',
  ),
  'redis-rights': diagnosis(
    'The user of Redis lacks a right that this program needs.',
    'Redis 用户缺少本程序需要的权限。',
    'Add what the line names with ACL SETUSER: commands with +, keys with ~, channels with &.',
    '用 ACL SETUSER 补上所列权限：命令用 +，键用 ~，频道用 &。',
  ),
  'redis-eviction': diagnosis(
    'Redis may throw queues away when it is full.',
    'Redis 内存满时可能丢弃队列数据。',
    'Set maxmemory-policy noeviction for the Redis of REDIS_URL; carts may have one of their own (CART_REDIS_URL).',
    '将 REDIS_URL 所指 Redis 的 maxmemory-policy 设为 noeviction；购物车可用单独的 Redis（CART_REDIS_URL）。',
  ),
  'redis-refuses': diagnosis(
    'Redis refuses writes: it is full, only reads, is a node of a cluster, or has trouble with its disk.',
    'Redis 拒绝写入：内存已满、只读、属于集群节点，或磁盘有问题。',
    'Do what the line says: more maxmemory, the primary’s address, cluster:// for a cluster, or room on its disk.',
    '按所列原因处理：增大 maxmemory、改用主节点地址、集群改用 cluster://，或清理其磁盘。',
  ),
  'redis-version': diagnosis(
    'Redis is older than this program is tried with.',
    'Redis 版本过低。',
    'Use Redis 6 or later.',
    '使用 Redis 6 及以上版本。',
  ),
  'redis-forgets': diagnosis(
    'Redis keeps nothing on disk: carts are lost when it restarts.',
    'Redis 没有持久化：重启后购物车会丢失。',
    'Switch on appendonly, or save points, for the Redis of the carts. Money does not depend on it.',
    '为购物车所在的 Redis 开启 appendonly 或 save。资金不受影响。',
  ),
} as const;
