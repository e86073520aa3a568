#include "adapters/meta_sql/tasks.h"

#include <chrono>
#include <string_view>
#include <utility>

#include "adapters/meta_sql/unit_of_work.h"

namespace picket::adapters::meta {
namespace {

// A batch of the consumer holds the writer for some 20 ms.
constexpr std::chrono::seconds kWriterWait{5};

constexpr Sql<List<Text, Int>, List<Int>> kCount{
    "SELECT COUNT(*) FROM (SELECT 1 FROM tasks WHERE queue = :queue LIMIT :counted) some_tasks"};
// The conflict is with the index tasks_waiting_key.
constexpr Sql<List<Text, Bytes, Text, Int>, List<Int>> kPut{
    "INSERT INTO tasks (queue, payload, dedupe_key, due, hidden_until, taken, attempts) "
    "VALUES (:queue, :payload, :dedupe_key, :due, 0, 0, 0) "
    "ON CONFLICT (queue, dedupe_key) WHERE dedupe_key <> '' AND taken = 0 DO UPDATE "
    "SET due = CASE WHEN excluded.due < tasks.due THEN excluded.due ELSE tasks.due END "
    "RETURNING id"};
constexpr Sql<List<Text, Int, Int>, List<Int>> kFirstDue{
    "SELECT id FROM tasks WHERE queue = :queue AND due <= :now1 AND hidden_until <= :now2 "
    "ORDER BY due, id LIMIT 1"};
constexpr Sql<List<Int, Text, Int, Int>, List<Int, Text, Bytes, Text, Int, Int>> kTake{
    "UPDATE tasks SET taken = 1, hidden_until = :hidden_until, attempts = attempts + 1 "
    "WHERE id = (SELECT id FROM tasks WHERE queue = :queue AND due <= :now1 AND "
    "hidden_until <= :now2 ORDER BY due, id LIMIT 1) "
    "RETURNING id, queue, payload, dedupe_key, due, attempts"};
constexpr Sql<List<Int>> kFinish{"DELETE FROM tasks WHERE id = :id"};
constexpr Sql<List<Int>, List<Text, Text>> kFind{
    "SELECT queue, dedupe_key FROM tasks WHERE id = :id"};
constexpr Sql<List<Int, Int, Text, Text, Int>> kHastenSuccessor{
    "UPDATE tasks SET due = CASE WHEN :retry1 < due THEN :retry2 ELSE due END "
    "WHERE queue = :queue AND dedupe_key = :dedupe_key AND dedupe_key <> '' AND taken = 0 "
    "AND id <> :id"};
constexpr Sql<List<Int, Int>> kGiveBack{
    "UPDATE tasks SET taken = 0, hidden_until = 0, due = :retry WHERE id = :id"};

Result<void> check(const ports::Task& task) {
  if (task.payload.size() <= ports::TaskQueue::kMaxPayload) return {};
  return unexpected(Error{ErrorKind::invalid_argument, "payload_too_large", task.queue});
}

Result<std::int64_t> count(UnitOfWork& work, std::string_view queue, Int at_most) {
  std::int64_t found = 0;
  const auto done = work.read(kCount, queue, at_most, [&](Int n) { found = n; });
  if (!done) return unexpected(done.error());
  return found;
}

}  // namespace

Result<std::int64_t> Tasks::put(const ports::Task& task) {
  if (auto checked = check(task); !checked) return unexpected(checked.error());
  auto work = UnitOfWork::begin_write(connections_, Deadline::in(kWriterWait));
  if (!work) return unexpected(work.error());
  const auto unfinished = count(**work, task.queue, static_cast<Int>(max_tasks_));
  if (!unfinished) return unexpected(unfinished.error());
  if (static_cast<std::size_t>(*unfinished) >= max_tasks_) {
    return unexpected(Error{ErrorKind::unavailable, "task_queue_full", task.queue});
  }
  const auto id =
      (*work)->insert(kPut, task.queue, task.payload, task.dedupe_key, to_unix_us(task.due));
  if (!id) return unexpected(id.error());
  if (auto committed = (*work)->commit(); !committed) return unexpected(committed.error());
  return *id;
}

Result<bool> Tasks::any_due(const std::string& queue, Timestamp now) {
  auto work = UnitOfWork::begin_read(connections_);
  if (!work) return unexpected(work.error());
  bool found = false;
  const auto done =
      (*work)->read(kFirstDue, queue, to_unix_us(now), to_unix_us(now), [&](Int) { found = true; });
  if (!done) return unexpected(done.error());
  return found;
}

Result<std::optional<ports::Task>> Tasks::take(const std::string& queue, Timestamp now,
                                               Duration lease) {
  // Workers ask all the time and mostly in vain: a look costs no write lock.
  const auto due = any_due(queue, now);
  if (!due) return unexpected(due.error());
  std::optional<ports::Task> taken;
  if (!*due) return taken;

  auto work = UnitOfWork::begin_write(connections_, Deadline::in(kWriterWait));
  if (!work) return unexpected(work.error());
  const auto done =
      (*work)->change(kTake, to_unix_us(now + lease), queue, to_unix_us(now), to_unix_us(now),
                      [&](Int id, std::string& name, std::string& payload, std::string& key,
                          Int when, Int attempts) {
                        taken = ports::Task{id,
                                            std::move(name),
                                            std::move(payload),
                                            std::move(key),
                                            from_unix_us(when),
                                            static_cast<int>(attempts)};
                      });
  if (!done) return unexpected(done.error());
  if (auto committed = (*work)->commit(); !committed) return unexpected(committed.error());
  return taken;
}

Result<void> Tasks::finish(std::int64_t id) {
  auto work = UnitOfWork::begin_write(connections_, Deadline::in(kWriterWait));
  if (!work) return unexpected(work.error());
  if (const auto done = (*work)->change(kFinish, id); !done) return unexpected(done.error());
  return (*work)->commit();
}

Result<void> Tasks::fail(std::int64_t id, Timestamp retry_at) {
  auto work = UnitOfWork::begin_write(connections_, Deadline::in(kWriterWait));
  if (!work) return unexpected(work.error());
  bool found = false;
  std::string queue;
  std::string key;
  const auto read = (*work)->read(kFind, id, [&](std::string& in_queue, std::string& with_key) {
    found = true;
    queue = std::move(in_queue);
    key = std::move(with_key);
  });
  if (!read) return unexpected(read.error());
  if (!found) return unexpected(Error{ErrorKind::not_found, "no_such_task", {}});

  const Int retry = to_unix_us(retry_at);
  const auto hastened = (*work)->change(kHastenSuccessor, retry, retry, queue, key, id);
  if (!hastened) return unexpected(hastened.error());
  const auto done =
      *hastened > 0 ? (*work)->change(kFinish, id) : (*work)->change(kGiveBack, retry, id);
  if (!done) return unexpected(done.error());
  return (*work)->commit();
}

Result<std::int64_t> Tasks::unfinished(const std::string& queue) {
  auto work = UnitOfWork::begin_read(connections_);
  if (!work) return unexpected(work.error());
  return count(**work, queue, static_cast<Int>(max_tasks_));
}

}  // namespace picket::adapters::meta
