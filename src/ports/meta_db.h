// Port: the relations. "Users, projects, issues, rules, the ledger."
//
// Embedded: SQLite. Distributed: PostgreSQL. One set of statements and numbered migrations for
// both. A unit of work: begin, use repositories, commit. Threads: MetaDb is safe from any thread; a
// transaction belongs to one thread at a time. There is one writer at a time: begin_write waits for
// it. Blocks. Errors: unavailable (disk full, I/O error, locked past the deadline; retry), conflict
// (unique or reference violated), not_found, invalid_argument, corrupt.
// Text is UTF-8 without NUL; what is not comes back as U+FFFD.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/deadline.h"
#include "base/result.h"

namespace picket::ports {

// Each in a header of its own: who uses one includes it.
class AuditRepository;         // ports/audit.h
class BatchRepository;         // ports/batches.h
class DeadLetterRepository;    // ports/dead_letters.h
class IssueRepository;         // ports/issues.h
class ItemRepository;          // ports/items.h
class OrganizationRepository;  // ports/organizations.h
class OutcomeRepository;       // ports/outcomes.h
class ProjectRepository;       // ports/projects.h
class ReleaseRepository;       // ports/releases.h
class UserRepository;          // ports/users.h

/// Rolled back when destroyed without commit(). After an error, invalid_argument apart, every call
/// returns that error again and only destruction is left.
class MetaTx {
 public:
  virtual ~MetaTx() = default;

  virtual OrganizationRepository& organizations() = 0;
  virtual UserRepository& users() = 0;
  virtual ProjectRepository& projects() = 0;
  virtual IssueRepository& issues() = 0;
  virtual OutcomeRepository& outcomes() = 0;
  virtual BatchRepository& batches() = 0;
  virtual DeadLetterRepository& dead_letters() = 0;
  virtual AuditRepository& audit() = 0;
  virtual ItemRepository& items() = 0;
  virtual ReleaseRepository& releases() = 0;

  /// Durable on return (fsync).
  virtual Result<void> commit() = 0;
};

struct Migration {
  int number = 0;
  std::string name;
};

class MetaDb {
 public:
  virtual ~MetaDb() = default;

  virtual Result<std::unique_ptr<MetaTx>> begin_write(Deadline deadline) = 0;
  /// A consistent view as of its first read. Its repositories refuse writes (invalid_argument /
  /// "read_only_transaction"). Any number at once; past the adapter's limit the next one waits, at
  /// most some seconds. A thread must not hold it while it begins a write.
  virtual Result<std::unique_ptr<MetaTx>> begin_read() = 0;

  /// Number of the last migration applied; 0 for an empty database.
  virtual Result<int> schema_version() = 0;
  /// Migrations this program has and the database has not, in order.
  virtual Result<std::vector<Migration>> pending_migrations() = 0;
  /// Applies them, each in its own transaction, so that an interrupted run resumes. Refuses
  /// (conflict / "schema_too_new") a database that a newer program migrated.
  virtual Result<void> migrate() = 0;

  /// What the engine wants done now and then (checkpoint, statistics). Takes the writer for some
  /// milliseconds. Safe to repeat.
  virtual Result<void> maintain(Deadline deadline) = 0;
};

}  // namespace picket::ports
