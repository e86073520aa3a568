#include <utility>

#include "adapters/meta_sql/blob_columns.h"
#include "adapters/meta_sql/changed_rows.h"
#include "adapters/meta_sql/items.h"
#include "ports/transactions.h"

namespace picket::adapters::meta {
namespace {

constexpr Sql<List<Int, Text, Int, Int, Int, Text, Text, Text, Text, Text, Int, Int, Int, Int>>
    kAdd{
        "INSERT INTO transactions (project_id, event_id, happened, duration_us, received, name, "
        "op, "
        "release, environment, trace_id, blob_container, blob_offset, blob_size, json_size) VALUES "
        "(:project, :event, :happened, :duration, :received, :name, :op, :release, :environment, "
        ":trace, :container, :at, :size, :json_size) ON CONFLICT (project_id, event_id) DO "
        "NOTHING"};
constexpr Sql<List<Int, Text>,
              List<Int, Int, Int, Text, Text, Text, Text, Text, Int, Int, Int, Int>>
    kFind{
        "SELECT happened, duration_us, received, name, op, release, environment, trace_id, "
        "blob_container, blob_offset, blob_size, json_size FROM transactions "
        "WHERE project_id = :project AND event_id = :event"};
constexpr Sql<List<Int, Int, Text, Int, Int, Int, Int, Int>> kAddSpans{
    "INSERT INTO span_containers (project_id, received, trace_id, spans, blob_container, "
    "blob_offset, blob_size, json_size) VALUES (:project, :received, :trace, :spans, :container, "
    ":at, :size, :json_size)"};

}  // namespace

Result<bool> TransactionRows::add(const ports::TransactionRow& transaction) {
  return held(work_.change(kAdd, transaction.project.value, transaction.event.to_hex(),
                           to_unix_us(transaction.timestamp), transaction.duration.count(),
                           to_unix_us(transaction.received), transaction.name, transaction.op,
                           transaction.release, transaction.environment, transaction.trace_id,
                           static_cast<Int>(transaction.payload.container),
                           static_cast<Int>(transaction.payload.offset),
                           Int{transaction.payload.size}, Int{transaction.json_size}));
}

Result<std::optional<ports::TransactionRow>> TransactionRows::find(ProjectId project,
                                                                   const EventId& event) {
  std::optional<ports::TransactionRow> found;
  const auto done =
      work_.read(kFind, project.value, event.to_hex(),
                 [&](Int happened, Int duration, Int received, std::string& name, std::string& op,
                     std::string& release, std::string& environment, std::string& trace,
                     Int container, Int at, Int size, Int json_size) {
                   found = ports::TransactionRow{project,
                                                 event,
                                                 from_unix_us(happened),
                                                 Duration(duration),
                                                 from_unix_us(received),
                                                 std::move(name),
                                                 std::move(op),
                                                 std::move(release),
                                                 std::move(environment),
                                                 std::move(trace),
                                                 blob_ref(container, at, size),
                                                 static_cast<std::uint32_t>(json_size)};
                 });
  if (!done) return unexpected(done.error());
  return found;
}

Result<void> TransactionRows::add_spans(const ports::SpanContainer& container) {
  return without_count(work_.change(kAddSpans, container.project.value,
                                    to_unix_us(container.received), container.trace_id,
                                    container.spans, static_cast<Int>(container.payload.container),
                                    static_cast<Int>(container.payload.offset),
                                    Int{container.payload.size}, Int{container.json_size}));
}

}  // namespace picket::adapters::meta
