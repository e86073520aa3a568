// What a project discards. Source: shared spec "api", section 10.
#include <cstdint>
#include <limits>
#include <utility>

#include "base/ascii.h"
#include "domain/issue/facts.h"
#include "ports/issues.h"
#include "protocol/json.h"
#include "roles/api/audit_record.h"
#include "roles/api/issue_end_handlers.h"
#include "roles/api/issue_viewer.h"
#include "roles/api/json_text.h"
#include "roles/api/offset_page.h"

namespace picket::api {
namespace {

namespace json = boost::json;

Answer<json::object> tombstone_json(const domain::Tombstone& tombstone, People& people) {
  auto actor = people.user(tombstone.actor);
  if (!actor) return unexpected(std::move(actor.error()));
  const auto metadata = protocol::parse_json(tombstone.facts.metadata_json);
  json::object shown;
  shown["id"] = id_text(tombstone.id);
  shown["type"] = tombstone.facts.type.empty() ? "default" : tombstone.facts.type;
  shown["title"] = tombstone.facts.title;
  shown["level"] = domain::to_string(tombstone.facts.level);
  shown["culprit"] = tombstone.facts.culprit;
  shown["metadata"] = metadata && metadata->is_object() ? metadata->get_object() : json::object();
  shown["actor"] = *std::move(actor);
  shown["lastSeen"] = date_text(tombstone.last_seen);
  shown["timesSeen"] = tombstone.times_seen;
  shown["dateAdded"] = date_text(tombstone.created);
  return shown;
}

/// Of the path, in the project of the path.
Answer<domain::Tombstone> read_tombstone(const Call& call) {
  constexpr std::uint64_t kMost = std::numeric_limits<std::int64_t>::max();
  const auto id = ascii::parse_uint<std::uint64_t>(call.request.param("tombstone"));
  if (!id || *id > kMost) return unexpected(not_found());
  auto found = call.meta().issues().find_tombstone(static_cast<std::int64_t>(*id));
  if (!found) return unexpected(failed(found.error()));
  if (!*found || (*found)->project != call.grant.projects.front()->project)
    return unexpected(not_found());
  return **std::move(found);
}

}  // namespace

Answer<net::Response> list_tombstones(Call& call) {
  const auto page = read_offset_page(call.parameters);
  if (!page) return unexpected(page.error());
  auto tombstones = call.meta().issues().tombstones(call.grant.projects.front()->project,
                                                    page->offset, page->limit + 1);
  if (!tombstones) return unexpected(failed(tombstones.error()));
  const bool more = tombstones->size() > page->limit;
  if (more) tombstones->pop_back();
  People people(call);
  json::array shown;
  for (const domain::Tombstone& tombstone : *tombstones) {
    auto one = tombstone_json(tombstone, people);
    if (!one) return unexpected(std::move(one.error()));
    shown.push_back(*std::move(one));
  }
  net::Response response = json_response(std::move(shown));
  set_links(response, call, *page, more);
  return response;
}

Answer<net::Response> delete_tombstone(Call& call) {
  const auto tombstone = read_tombstone(call);
  if (!tombstone) return unexpected(tombstone.error());
  const auto removed = call.meta().issues().remove_tombstone(tombstone->id);
  if (!removed) return unexpected(failed(removed.error()));
  const auto recorded = record_audit(
      call, {.event = "issue.tombstone-remove",
             .target = tombstone->project.value,
             .data = {{"tombstone", id_text(tombstone->id)}, {"title", tombstone->facts.title}}});
  if (!recorded) return unexpected(recorded.error());
  return empty_response();
}

}  // namespace picket::api
