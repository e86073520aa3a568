#include "roles/api/event_sample.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/deadline.h"
#include "roles/api/json_text.h"

namespace picket::api {
namespace {

/// Rows at a time: each is a few KB, its event up to some MB, one of which is held.
constexpr std::size_t kRowsAtOnce = 200;

}  // namespace

Answer<Sample> visit_recent_events(const Call& call, ProjectId project, const SampleBounds& bounds,
                                   const std::function<void(const LoadedEvent&)>& visit) {
  const Deadline deadline = Deadline::in(bounds.time);
  ports::EventFilter filter;
  filter.projects = {project};
  filter.start = call.now - bounds.window;
  const auto stored = call.stores.events.count(filter);
  if (!stored) return unexpected(failed(stored.error()));
  Sample sample;
  sample.stored = stored->events;
  std::optional<ports::EventCursor> after;
  std::size_t seen = 0;
  while (seen < bounds.events && !deadline.over()) {
    const std::size_t wanted = std::min(kRowsAtOnce, bounds.events - seen);
    auto rows = call.stores.events.find(filter, ports::EventOrder::newest_first, after, wanted);
    if (!rows) return unexpected(failed(rows.error()));
    for (domain::EventRow& row : *rows) {
      if (deadline.over()) return sample;
      after = ports::EventCursor{row.timestamp, row.event_id, row.project};
      sample.oldest = row.timestamp;
      const auto event = load_listed(call, std::move(row));
      if (!event) return unexpected(event.error());
      ++seen;
      ++(event->payload ? sample.examined : sample.unreadable);
      if (event->payload) visit(*event);
    }
    sample.complete = rows->size() < wanted;
    if (sample.complete) break;
  }
  return sample;
}

boost::json::object sample_json(const Sample& sample) {
  return {{"stored", sample.stored},
          {"examined", sample.examined},
          {"unreadable", sample.unreadable},
          {"oldest", date_or_null(sample.oldest)},
          {"complete", sample.complete}};
}

}  // namespace picket::api
