// A task queue and dead letters in memory that fail when a test says so. For the tests of this
// folder only: adapters are no business of a role.
#pragma once

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ports/batches.h"
#include "ports/dead_letters.h"
#include "ports/issues.h"
#include "ports/meta_db.h"
#include "ports/outcomes.h"
#include "ports/projects.h"
#include "ports/task_queue.h"

namespace picket::worker {

inline Error scripted_error() {
  return {ErrorKind::unavailable, "scripted", "as the test said"};
}

/// One thread. Each `fail_*` makes that many of the next calls fail.
class ScriptedTasks final : public ports::TaskQueue {
 public:
  struct Entry {
    ports::Task task;
    bool taken = false;
    Timestamp hidden_until;
  };

  int fail_put = 0;
  int fail_take = 0;
  int fail_finish = 0;
  int fail_fail = 0;
  std::vector<Entry> entries;

  Result<std::int64_t> put(const ports::Task& task) override {
    if (fail_put-- > 0) return unexpected(scripted_error());
    for (Entry& entry : entries) {
      if (entry.taken || task.dedupe_key.empty() || entry.task.dedupe_key != task.dedupe_key)
        continue;
      entry.task.due = std::min(entry.task.due, task.due);
      return entry.task.id;
    }
    entries.push_back({task, false, {}});
    entries.back().task.id = ++last_id_;
    return last_id_;
  }
  Result<std::optional<ports::Task>> take(const std::string& queue, Timestamp now,
                                          Duration lease) override {
    if (fail_take-- > 0) return unexpected(scripted_error());
    for (Entry& entry : entries) {
      if (entry.task.queue != queue || entry.task.due > now || entry.hidden_until > now) continue;
      entry.taken = true;
      entry.hidden_until = now + lease;
      ++entry.task.attempts;
      return entry.task;
    }
    return std::nullopt;
  }
  Result<void> finish(std::int64_t id) override {
    if (fail_finish-- > 0) return unexpected(scripted_error());
    std::erase_if(entries, [id](const Entry& entry) { return entry.task.id == id; });
    return {};
  }
  Result<void> fail(std::int64_t id, Timestamp retry_at) override {
    if (fail_fail-- > 0) return unexpected(scripted_error());
    for (Entry& entry : entries) {
      if (entry.task.id != id) continue;
      entry.taken = false;
      entry.hidden_until = {};
      entry.task.due = retry_at;
    }
    return {};
  }
  Result<std::int64_t> unfinished(const std::string&) override {
    return static_cast<std::int64_t>(entries.size());
  }

 private:
  std::int64_t last_id_ = 0;
};

/// Keeps committed dead letters, and nothing else.
class ScriptedMeta final : public ports::MetaDb {
 public:
  std::vector<ports::DeadLetter> letters;
  int fail_begin = 0;
  int fail_add = 0;
  int fail_commit = 0;

  Result<std::unique_ptr<ports::MetaTx>> begin_write(Deadline) override {
    if (fail_begin-- > 0) return unexpected(scripted_error());
    return std::make_unique<Tx>(*this);
  }
  Result<std::unique_ptr<ports::MetaTx>> begin_read() override { return begin_write(never_); }
  Result<int> schema_version() override { return 1; }
  Result<std::vector<ports::Migration>> pending_migrations() override {
    return std::vector<ports::Migration>{};
  }
  Result<void> migrate() override { return {}; }
  Result<void> maintain(Deadline) override { return {}; }

 private:
  class Letters final : public ports::DeadLetterRepository {
   public:
    explicit Letters(ScriptedMeta& home) : home_(home) {}
    Result<std::int64_t> add(const ports::DeadLetter& letter) override {
      if (home_.fail_add-- > 0) return unexpected(scripted_error());
      added.push_back(letter);
      return 1;
    }
    Result<std::vector<ports::DeadLetter>> list(std::size_t) override { return added; }
    Result<std::vector<ports::DeadLetter>> find(const ports::DeadLetterQuery&) override {
      return added;
    }
    Result<std::int64_t> count(const ports::DeadLetterQuery&) override { return 0; }
    Result<std::optional<ports::DeadLetter>> get(std::int64_t) override { return std::nullopt; }
    Result<void> mark_replayed(std::int64_t, Timestamp) override { return {}; }
    Result<std::int64_t> count_open() override { return 0; }
    Result<std::int64_t> expire(Timestamp) override { return 0; }

    std::vector<ports::DeadLetter> added;

   private:
    ScriptedMeta& home_;
  };

  class Tx final : public ports::MetaTx {
   public:
    explicit Tx(ScriptedMeta& home) : home_(home), letters_(home) {}
    ports::OrganizationRepository& organizations() override { unused(); }
    ports::UserRepository& users() override { unused(); }
    ports::AuditRepository& audit() override { unused(); }
    ports::ItemRepository& items() override { unused(); }
    ports::ReleaseRepository& releases() override { unused(); }
    ports::ProjectRepository& projects() override { unused(); }
    ports::IssueRepository& issues() override { unused(); }
    ports::OutcomeRepository& outcomes() override { unused(); }
    ports::BatchRepository& batches() override { unused(); }
    ports::DeadLetterRepository& dead_letters() override { return letters_; }
    Result<void> commit() override {
      if (home_.fail_commit-- > 0) return unexpected(scripted_error());
      for (const auto& letter : letters_.added) home_.letters.push_back(letter);
      return {};
    }

   private:
    [[noreturn]] static void unused() { std::abort(); }

    ScriptedMeta& home_;
    Letters letters_;
  };

  const Deadline never_ = Deadline::never();
};

}  // namespace picket::worker
