#include "adapters/meta_sql/connections.h"

#include "base/assert.h"

namespace picket::adapters::meta {
namespace {

Error locked(const char* by) {
  return {ErrorKind::unavailable, "locked", by};
}

}  // namespace

Lease::~Lease() {
  if (home_ == nullptr) return;
  if (discarded_) own_.reset();
  home_->give_back(std::move(own_), access_);
}

FileConnections::FileConnections(const MetaSqlOptions& options)
    : writer_options_{options.path, options.cache_bytes / 2, false},
      reader_options_{options.path, options.cache_bytes / 2 / options.max_readers, true},
      max_readers_(options.max_readers),
      reader_wait_(options.reader_wait) {}

Result<std::unique_ptr<Connections>> FileConnections::open(const MetaSqlOptions& options) {
  PICKET_ASSERT(options.max_readers > 0);
  std::unique_ptr<FileConnections> connections(new FileConnections(options));
  // Opened at once: it creates the file, and start is the time to learn that it cannot be opened.
  auto first = Connection::open(connections->writer_options_);
  if (!first) return unexpected(first.error());
  {
    const MutexLock lock(connections->mutex_);
    connections->idle_writer_ = *std::move(first);
  }
  return connections;
}

FileConnections::~FileConnections() {
  const MutexLock lock(mutex_);
  PICKET_ASSERT(!writing_ && reading_ == 0);
}

Result<Lease> FileConnections::write(Deadline deadline) {
  std::unique_ptr<Connection> connection;
  {
    const MutexLock lock(mutex_);
    while (writing_) {
      if (!freed_.wait_until(mutex_, deadline.at()) && writing_) {
        return unexpected(locked("another writer of this process"));
      }
    }
    writing_ = true;
    connection = std::move(idle_writer_);
  }
  if (!connection) {
    auto opened = Connection::open(writer_options_);
    if (!opened) {
      give_back(nullptr, Access::write);
      return unexpected(opened.error());
    }
    connection = *std::move(opened);
  }
  return Lease(*this, std::move(connection), Access::write);
}

Result<Lease> FileConnections::read() {
  const Deadline deadline = Deadline::in(reader_wait_);
  std::unique_ptr<Connection> connection;
  {
    const MutexLock lock(mutex_);
    while (reading_ == max_readers_) {
      if (!freed_.wait_until(mutex_, deadline.at()) && reading_ == max_readers_) {
        return unexpected(locked("all readers are taken"));
      }
    }
    ++reading_;
    if (!idle_readers_.empty()) {
      connection = std::move(idle_readers_.back());
      idle_readers_.pop_back();
    }
  }
  if (!connection) {
    auto opened = Connection::open(reader_options_);
    if (!opened) {
      give_back(nullptr, Access::read);
      return unexpected(opened.error());
    }
    connection = *std::move(opened);
  }
  return Lease(*this, std::move(connection), Access::read);
}

void FileConnections::give_back(std::unique_ptr<Connection> connection, Access access) noexcept {
  const MutexLock lock(mutex_);
  switch (access) {
    case Access::write:
      writing_ = false;
      idle_writer_ = std::move(connection);
      break;
    case Access::read:
      --reading_;
      if (connection) idle_readers_.push_back(std::move(connection));
      break;
  }
  freed_.notify_all();
}

Result<std::unique_ptr<Connections>> MemoryConnections::open(const MetaSqlOptions& options) {
  auto connection = Connection::open({{}, options.cache_bytes, false});
  if (!connection) return unexpected(connection.error());
  return std::unique_ptr<Connections>(
      new MemoryConnections(*std::move(connection), options.reader_wait));
}

MemoryConnections::~MemoryConnections() {
  const MutexLock lock(mutex_);
  PICKET_ASSERT(!writing_ && reading_ == 0);
}

Result<Lease> MemoryConnections::write(Deadline deadline) {
  const MutexLock lock(mutex_);
  while (writing_ || reading_ > 0) {
    if (!freed_.wait_until(mutex_, deadline.at()) && (writing_ || reading_ > 0)) {
      return unexpected(locked("another transaction of this process"));
    }
  }
  writing_ = true;
  return Lease(*this, *connection_, Access::write);
}

Result<Lease> MemoryConnections::read() {
  const Deadline deadline = Deadline::in(reader_wait_);
  const MutexLock lock(mutex_);
  while (writing_) {
    if (!freed_.wait_until(mutex_, deadline.at()) && writing_) {
      return unexpected(locked("a writer of this process"));
    }
  }
  ++reading_;
  return Lease(*this, *connection_, Access::read);
}

void MemoryConnections::give_back(std::unique_ptr<Connection> connection, Access access) noexcept {
  PICKET_ASSERT(connection == nullptr);
  const MutexLock lock(mutex_);
  switch (access) {
    case Access::write:
      writing_ = false;
      break;
    case Access::read:
      --reading_;
      break;
  }
  freed_.notify_all();
}

}  // namespace picket::adapters::meta
