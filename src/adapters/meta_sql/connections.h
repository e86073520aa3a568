// Who may use which connection when: one writer at a time, a few readers beside it.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "adapters/meta_sql/connection.h"
#include "adapters/meta_sql/meta_db.h"
#include "base/deadline.h"
#include "base/mutex.h"
#include "base/result.h"

namespace picket::adapters::meta {

enum class Access : std::uint8_t { read, write };

class Connections;

/// The right to use a connection; ends with it.
class Lease {
 public:
  /// `exclusive`: nobody else uses the connection meanwhile.
  Lease(Connections& home, std::unique_ptr<Connection> own, Access access)
      : home_(&home), own_(std::move(own)), connection_(own_.get()), access_(access) {}
  Lease(Connections& home, Connection& shared, Access access)
      : home_(&home), connection_(&shared), access_(access) {}
  Lease(Lease&& from) noexcept
      : home_(std::exchange(from.home_, nullptr)),
        own_(std::move(from.own_)),
        connection_(from.connection_),
        access_(from.access_) {}
  Lease& operator=(Lease&&) = delete;
  ~Lease();

  Connection& connection() const noexcept { return *connection_; }
  /// Readers of one connection see no writer meanwhile and need no transaction of their own.
  bool needs_transaction() const noexcept { return own_ != nullptr || access_ == Access::write; }
  /// The connection is not used again.
  void discard() noexcept { discarded_ = true; }

 private:
  Connections* home_;
  std::unique_ptr<Connection> own_;
  Connection* connection_;
  Access access_;
  bool discarded_ = false;
};

/// Thread-safe. Outlives its leases.
class Connections {
 public:
  virtual ~Connections() = default;
  /// Waits for the writer before until the deadline, then unavailable / "locked".
  virtual Result<Lease> write(Deadline deadline) = 0;
  /// Waits as long as the options say, then unavailable / "locked".
  virtual Result<Lease> read() = 0;

 private:
  friend class Lease;
  /// `connection` is null when it was shared or is not to be used again.
  virtual void give_back(std::unique_ptr<Connection> connection, Access access) noexcept = 0;
};

/// A file: a writer and up to `max_readers` readers, opened when first needed and kept.
class FileConnections final : public Connections {
 public:
  /// Half of the memory for pages goes to the writer, half is split between the readers.
  static Result<std::unique_ptr<Connections>> open(const MetaSqlOptions& options);
  ~FileConnections() override;

  Result<Lease> write(Deadline deadline) override;
  Result<Lease> read() override;

 private:
  explicit FileConnections(const MetaSqlOptions& options);
  void give_back(std::unique_ptr<Connection> connection, Access access) noexcept override;

  const SqliteOptions writer_options_;
  const SqliteOptions reader_options_;
  const std::size_t max_readers_;
  const std::chrono::milliseconds reader_wait_;
  Mutex mutex_;
  CondVar freed_;
  bool writing_ PICKET_GUARDED_BY(mutex_) = false;
  std::size_t reading_ PICKET_GUARDED_BY(mutex_) = 0;
  std::unique_ptr<Connection> idle_writer_ PICKET_GUARDED_BY(mutex_);
  std::vector<std::unique_ptr<Connection>> idle_readers_ PICKET_GUARDED_BY(mutex_);
};

/// Memory: a database in memory exists in one connection only, so readers share it and exclude the
/// writer. One thread must not write while it reads: it would wait for itself until the deadline.
class MemoryConnections final : public Connections {
 public:
  static Result<std::unique_ptr<Connections>> open(const MetaSqlOptions& options);
  ~MemoryConnections() override;

  Result<Lease> write(Deadline deadline) override;
  Result<Lease> read() override;

 private:
  MemoryConnections(std::unique_ptr<Connection> connection, std::chrono::milliseconds reader_wait)
      : connection_(std::move(connection)), reader_wait_(reader_wait) {}
  void give_back(std::unique_ptr<Connection> connection, Access access) noexcept override;

  const std::unique_ptr<Connection> connection_;
  const std::chrono::milliseconds reader_wait_;
  Mutex mutex_;
  CondVar freed_;
  bool writing_ PICKET_GUARDED_BY(mutex_) = false;
  std::size_t reading_ PICKET_GUARDED_BY(mutex_) = 0;
};

}  // namespace picket::adapters::meta
