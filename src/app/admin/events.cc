// `picket events show`.
#include <utility>

#include "app/admin/arguments.h"
#include "app/admin/command.h"
#include "app/admin/projects.h"
#include "base/rfc3339.h"
#include "ports/issues.h"
#include "roles/api/payload.h"

namespace picket::app {
namespace json = boost::json;

/// {id, project}: {project, issue, short_id, received, event}; `event` is the stored JSON, or null
/// when its payload expired.
CommandResult run_events_show(const json::object& arguments, AdminContext& context) {
  Arguments in(arguments);
  const std::string name = in.needed_text("id");
  const auto project = in.text("project");
  if (auto done = in.finish(); !done) return unexpected(done.error());
  const auto id = EventId::parse(name);
  if (!id) {
    return unexpected(Error{ErrorKind::invalid_argument, "bad_argument",
                            "\"" + name + "\" is no event id: those have 32 hex digits"});
  }

  auto tx = context.stores.meta.begin_read();
  if (!tx) return unexpected(tx.error());
  const auto projects = ProjectList::read(**tx);
  if (!projects) return unexpected(projects.error());
  auto selected = projects->select(project);
  if (!selected) return unexpected(selected.error());
  ports::EventFilter filter;
  filter.projects = *std::move(selected);
  filter.event = *id;
  const auto rows =
      context.stores.events.find(filter, ports::EventOrder::newest_first, std::nullopt, 1);
  if (!rows) return unexpected(rows.error());
  if (rows->empty()) return unexpected(no_such("event", name));

  const domain::EventRow& row = rows->front();
  const auto issue = (*tx)->issues().get(row.issue);
  if (!issue) return unexpected(issue.error());
  auto payload = api::read_payload(context.stores.blobs, row.payload);
  if (!payload && payload.error().kind != ErrorKind::not_found) return unexpected(payload.error());

  json::object shown;
  shown["project"] = projects->slug_of(row.project);
  shown["issue"] = row.issue.value;
  shown["short_id"] = *issue ? json::value(projects->short_id(row.project, (*issue)->short_number))
                             : json::value(nullptr);
  shown["received"] = format_rfc3339(row.received);
  shown["title"] = row.title;
  shown["event"] = payload ? json::value(std::move(payload->event)) : json::value(nullptr);
  return shown;
}

}  // namespace picket::app
