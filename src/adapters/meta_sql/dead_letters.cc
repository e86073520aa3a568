#include "adapters/meta_sql/dead_letters.h"

#include <utility>

#include <fmt/format.h>

#include "adapters/meta_sql/limits.h"
#include "adapters/meta_sql/number_list.h"
#include "ports/dead_letters.h"

namespace picket::adapters::meta {
namespace {

constexpr Sql<List<Text, Int, Int, Int, Text, Text, Bytes, Int>, List<Int>> kAdd{
    "INSERT INTO dead_letters (topic, partition_index, log_offset, project_id, reason, detail, "
    "message, created) VALUES (:topic, :partition, :at, :project, :reason, :detail, :message, "
    ":created) RETURNING id"};
using Columns = List<Int, Text, Int, Int, Int, Text, Text, Bytes, Int, Int>;
constexpr Sql<List<Int>, Columns> kList{
    "SELECT id, topic, partition_index, log_offset, project_id, reason, detail, NULL, created, "
    "COALESCE(replayed, 0) FROM dead_letters ORDER BY id DESC LIMIT :listed"};
constexpr Sql<List<Int>, Columns> kGet{
    "SELECT id, topic, partition_index, log_offset, project_id, reason, detail, message, created, "
    "COALESCE(replayed, 0) FROM dead_letters WHERE id = :id"};
constexpr Sql<List<Int, Int>> kMarkReplayed{
    "UPDATE dead_letters SET replayed = :replayed WHERE id = :id"};
constexpr Sql<List<>, List<Int>> kCountOpen{
    "SELECT COUNT(*) FROM dead_letters WHERE replayed IS NULL"};
constexpr Sql<List<Int>> kExpire{"DELETE FROM dead_letters WHERE created < :before"};

bool asks_nothing(const ports::DeadLetterQuery& query) {
  return query.projects && query.projects->empty();
}

Result<void> check(const ports::DeadLetterQuery& query) {
  if (query.limit > kMaxListed || query.offset > kMaxListOffset)
    return unexpected(Error{ErrorKind::invalid_argument, "limit_too_large", {}});
  if (query.projects && query.projects->size() > kMaxQueriedProjects)
    return unexpected(Error{ErrorKind::invalid_argument, "too_many_projects", {}});
  return {};
}

std::string where_text(const ports::DeadLetterQuery& query) {
  std::string where = query.open_only ? "replayed IS NULL" : "1 = 1";
  if (query.projects) where += fmt::format(" AND project_id IN ({})", number_list(*query.projects));
  return where;
}

ports::DeadLetter letter_row(Int id, std::string& topic, Int partition, Int offset, Int project,
                             std::string& reason, std::string& detail, std::string& message,
                             Int created, Int replayed) {
  ports::DeadLetter letter{id,
                           {std::move(topic), static_cast<std::uint32_t>(partition)},
                           offset,
                           ProjectId{project},
                           std::move(reason),
                           std::move(detail),
                           std::move(message),
                           from_unix_us(created),
                           std::nullopt};
  if (replayed != 0) letter.replayed = from_unix_us(replayed);
  return letter;
}

}  // namespace

Result<std::int64_t> DeadLetters::add(const ports::DeadLetter& letter) {
  return work_.insert(kAdd, letter.from.topic, Int{letter.from.partition}, letter.offset,
                      letter.project.value, letter.reason, letter.detail, letter.message,
                      to_unix_us(letter.created));
}

Result<std::vector<ports::DeadLetter>> DeadLetters::list(std::size_t limit) {
  if (limit > kMaxListed) {
    return unexpected(Error{ErrorKind::invalid_argument, "limit_too_large", {}});
  }
  std::vector<ports::DeadLetter> letters;
  const auto done = work_.read(kList, static_cast<Int>(limit), [&](auto&&... columns) {
    letters.push_back(letter_row(columns...));
  });
  if (!done) return unexpected(done.error());
  return letters;
}

Result<std::vector<ports::DeadLetter>> DeadLetters::find(const ports::DeadLetterQuery& query) {
  if (auto checked = check(query); !checked) return unexpected(checked.error());
  std::vector<ports::DeadLetter> letters;
  if (asks_nothing(query)) return letters;
  const auto done = work_.read_once<List<>, Columns>(
      fmt::format("SELECT id, topic, partition_index, log_offset, project_id, reason, detail, "
                  "NULL, created, COALESCE(replayed, 0) FROM dead_letters WHERE {} "
                  "ORDER BY id DESC LIMIT {} OFFSET {}",
                  where_text(query), query.limit, query.offset),
      [&](auto&&... columns) { letters.push_back(letter_row(columns...)); });
  if (!done) return unexpected(done.error());
  return letters;
}

Result<std::int64_t> DeadLetters::count(const ports::DeadLetterQuery& query) {
  if (auto checked = check(query); !checked) return unexpected(checked.error());
  std::int64_t found = 0;
  if (asks_nothing(query)) return found;
  const auto done = work_.read_once<List<>, List<Int>>(
      fmt::format("SELECT COUNT(*) FROM dead_letters WHERE {}", where_text(query)),
      [&](Int n) { found = n; });
  if (!done) return unexpected(done.error());
  return found;
}

Result<std::optional<ports::DeadLetter>> DeadLetters::get(std::int64_t id) {
  std::optional<ports::DeadLetter> found;
  const auto done =
      work_.read(kGet, id, [&](auto&&... columns) { found = letter_row(columns...); });
  if (!done) return unexpected(done.error());
  return found;
}

Result<void> DeadLetters::mark_replayed(std::int64_t id, Timestamp when) {
  const auto changed = work_.change(kMarkReplayed, to_unix_us(when), id);
  if (!changed) return unexpected(changed.error());
  if (*changed == 0) return unexpected(Error{ErrorKind::not_found, "no_such_dead_letter", {}});
  return {};
}

Result<std::int64_t> DeadLetters::count_open() {
  std::int64_t open = 0;
  const auto done = work_.read(kCountOpen, [&](Int n) { open = n; });
  if (!done) return unexpected(done.error());
  return open;
}

Result<std::int64_t> DeadLetters::expire(Timestamp before) {
  return work_.change(kExpire, to_unix_us(before));
}

}  // namespace picket::adapters::meta
