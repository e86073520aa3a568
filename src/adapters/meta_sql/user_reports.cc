#include "ports/user_reports.h"

#include <utility>

#include <fmt/format.h>

#include "adapters/meta_sql/blob_columns.h"
#include "adapters/meta_sql/changed_rows.h"
#include "adapters/meta_sql/items.h"
#include "adapters/meta_sql/limits.h"
#include "adapters/meta_sql/number_list.h"

namespace picket::adapters::meta {
namespace {

// The row of before stays, with its id and its time: answers went out that name them.
constexpr Sql<List<Int, Text, Text, Text, Text, Text, Text, Int, Int, Int, Int, Int>> kPut{
    "INSERT INTO user_reports (project_id, event_id, feedback_id, name, email, comments, url, "
    "received, blob_container, blob_offset, blob_size) VALUES (:project, :event, :feedback, :name, "
    ":email, :comments, :url, :received, :container, :at, :size) "
    "ON CONFLICT (project_id, event_id, feedback_id) DO UPDATE SET name = excluded.name, "
    "email = excluded.email, comments = excluded.comments, url = excluded.url, "
    "blob_container = excluded.blob_container, blob_offset = excluded.blob_offset, "
    "blob_size = excluded.blob_size WHERE user_reports.received >= :oldest"};
using Columns = List<Int, Int, Text, Text, Text, Text, Text, Text, Int, Int, Int, Int>;
#define PICKET_REPORT_COLUMNS                                                     \
  "id, project_id, event_id, feedback_id, name, email, comments, url, received, " \
  "blob_container, blob_offset, blob_size"
constexpr Sql<List<Int, Text>, Columns> kFind{
    "SELECT " PICKET_REPORT_COLUMNS
    " FROM user_reports WHERE project_id = :project AND event_id = :event AND feedback_id = ''"};

ports::UserReport report_row(Int id, Int project, std::string& event, std::string& feedback,
                             std::string& name, std::string& email, std::string& comments,
                             std::string& url, Int received, Int container, Int at, Int size) {
  return {id,
          ProjectId{project},
          EventId::parse(event).value_or(EventId{}),
          EventId::parse(feedback).value_or(EventId{}),
          std::move(name),
          std::move(email),
          std::move(comments),
          std::move(url),
          from_unix_us(received),
          blob_ref(container, at, size)};
}

}  // namespace

Result<bool> UserReports::put(const ports::UserReport& report, Timestamp oldest) {
  const std::string feedback =
      report.feedback == EventId{} ? std::string() : report.feedback.to_hex();
  return held(work_.change(kPut, report.project.value, report.event.to_hex(), feedback, report.name,
                           report.email, report.comments, report.url, to_unix_us(report.received),
                           static_cast<Int>(report.payload.container),
                           static_cast<Int>(report.payload.offset), Int{report.payload.size},
                           to_unix_us(oldest)));
}

Result<std::optional<ports::UserReport>> UserReports::find(ProjectId project,
                                                           const EventId& event) {
  std::optional<ports::UserReport> found;
  const auto done = work_.read(kFind, project.value, event.to_hex(),
                               [&](auto&&... columns) { found = report_row(columns...); });
  if (!done) return unexpected(done.error());
  return found;
}

Result<std::vector<ports::UserReport>> UserReports::list(std::span<const ProjectId> projects,
                                                         std::size_t offset, std::size_t limit) {
  std::vector<ports::UserReport> listed;
  if (projects.empty()) return listed;
  if (limit > kMaxListed || offset > kMaxListOffset) {
    return unexpected(Error{ErrorKind::invalid_argument, "limit_too_large", {}});
  }
  if (projects.size() > kMaxQueriedProjects) {
    return unexpected(Error{ErrorKind::invalid_argument, "too_many_projects", {}});
  }
  const auto done = work_.read_once<List<>, Columns>(
      fmt::format("SELECT " PICKET_REPORT_COLUMNS
                  " FROM user_reports WHERE project_id IN ({}) ORDER BY id DESC LIMIT {} OFFSET {}",
                  number_list(projects), limit, offset),
      [&](auto&&... columns) { listed.push_back(report_row(columns...)); });
  if (!done) return unexpected(done.error());
  return listed;
}

}  // namespace picket::adapters::meta
