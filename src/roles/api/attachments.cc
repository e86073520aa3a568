// The files that came with an event. Source: shared spec "api", section 9.5.
#include "ports/attachments.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/ascii.h"
#include "base/percent.h"
#include "ports/items.h"
#include "protocol/item_type.h"
#include "roles/api/event_transaction.h"
#include "roles/api/issue_lookup.h"
#include "roles/api/issue_stats.h"
#include "roles/api/item_handlers.h"
#include "roles/api/json_text.h"
#include "roles/api/offset_page.h"
#include "roles/api/time_range.h"

namespace picket::api {
namespace {

namespace json = boost::json;

constexpr std::string_view kOctets = "application/octet-stream";
/// What a browser would run if it were opened from this origin.
constexpr std::string_view kActive[] = {"html",       "xml", "svg",  "javascript",
                                        "ecmascript", "pdf", "flash"};

ProjectId project_of(const Call& call) {
  return call.grant.projects.front()->project;
}

/// 404 unless the project has an event or transaction of that id.
Answer<EventId> read_event(const Call& call) {
  const auto id = EventId::parse(call.request.param("event"));
  if (!id) return unexpected(not_found("Event not found"));
  ports::EventFilter filter = event_filter(call, {});
  filter.event = *id;
  const auto rows =
      call.stores.events.find(filter, ports::EventOrder::newest_first, std::nullopt, 1);
  if (!rows) return unexpected(failed(rows.error()));
  if (!rows->empty()) return *id;
  const auto transaction = find_transaction(call, call.request.param("event"));
  if (!transaction) return unexpected(transaction.error());
  if (!*transaction) return unexpected(not_found("Event not found"));
  return *id;
}

/// Of the event of the path.
Answer<ports::Attachment> read_attachment(const Call& call) {
  const auto event = EventId::parse(call.request.param("event"));
  const auto id = ascii::parse_uint<std::uint32_t>(call.request.param("attachment"));
  if (!event || !id) return unexpected(not_found());
  auto found = call.meta().items().attachments().get(project_of(call), *id);
  if (!found) return unexpected(failed(found.error()));
  if (!*found || (*found)->event != *event) return unexpected(not_found());
  return **std::move(found);
}

json::object attachment_json(const ports::Attachment& attachment) {
  return {{"id", id_text(attachment.id)},
          {"event_id", attachment.event.to_hex()},
          {"type", protocol::name_of(attachment.type)},
          {"name", attachment.name},
          {"mimetype", attachment.content_type},
          {"dateCreated", date_text(attachment.received)},
          {"size", attachment.size},
          {"headers", json::object{{"Content-Type", attachment.content_type}}},
          {"sha1", attachment.sha1}};
}

/// A media type that a header may carry and that no browser runs.
std::string_view safe_type(std::string_view type) {
  constexpr std::string_view kPunctuation = "!#$&-^_.+/";
  const bool plain = !type.empty() && std::ranges::all_of(type, [&](char c) {
    const char lower = ascii::to_lower(c);
    const bool letter = (lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9');
    return letter || kPunctuation.find(c) != std::string_view::npos;
  });
  if (!plain || std::ranges::count(type, '/') != 1) return kOctets;
  std::string lower(type);
  std::ranges::transform(lower, lower.begin(), [](char c) { return ascii::to_lower(c); });
  const bool active = std::ranges::any_of(
      kActive, [&](std::string_view word) { return lower.find(word) != std::string::npos; });
  return active ? kOctets : type;
}

/// Source: RFC 6266; whoever does not know `filename*` gets the name with other letters replaced.
std::string disposition(std::string_view name) {
  std::string plain;
  for (const char c : name) {
    const bool safe = c >= ' ' && c < '\x7f' && c != '"' && c != '\\' && c != '/';
    plain += safe ? c : '_';
  }
  return fmt::format("attachment; filename=\"{}\"; filename*=UTF-8''{}", plain,
                     percent_encode(name));
}

Answer<net::Response> download(const Call& call, const ports::Attachment& attachment) {
  net::Response response;
  response.content_type = safe_type(attachment.content_type);
  response.headers.set("Content-Disposition", disposition(attachment.name));
  response.headers.set("X-Content-Type-Options", "nosniff");
  response.headers.set("Content-Security-Policy", "default-src 'none'; sandbox");
  for (const domain::BlobRef& piece : attachment.pieces) {
    const auto bytes = call.stores.blobs.get(piece);
    if (!bytes && bytes.error().kind == ErrorKind::not_found)
      return unexpected(not_found("Attachment expired"));
    if (!bytes) return unexpected(failed(bytes.error()));
    response.body += *bytes;
  }
  return response;
}

/// What both lists take; `query` is a part of the name, or is:screenshot.
template <class Query>
void read_name(const Call& call, const OffsetPage& page, Query& query) {
  const std::string_view text = call.parameters.text_or("query", "");
  query.screenshots = text == "is:screenshot";
  if (!query.screenshots) query.name = text;
  query.offset = page.offset;
  query.limit = page.limit + 1;
}

net::Response page_of(const Call& call, const OffsetPage& page,
                      std::vector<ports::Attachment> found) {
  const bool has_next = found.size() > page.limit;
  if (has_next) found.pop_back();
  json::array shown;
  for (const ports::Attachment& attachment : found) shown.push_back(attachment_json(attachment));
  auto response = json_response(std::move(shown));
  set_links(response, call, page, has_next);
  return response;
}

/// The issue's newest events within the time that is asked for, as far as one answer of the store
/// goes; of them only those of `event_id`, if there is any.
Answer<std::vector<EventId>> events_of(const Call& call, const domain::Issue& issue) {
  const auto range = read_time_range(call.parameters, call.now);
  if (!range) return unexpected(range.error());
  ports::EventFilter filter = event_filter(call, call.parameters.all("environment"));
  filter.projects = {issue.project};
  filter.issues = {issue.id};
  filter.start = range->start;
  filter.end = range->end;
  const auto rows = call.stores.events.find(filter, ports::EventOrder::newest_first, std::nullopt,
                                            ports::kMaxSearchedEvents);
  if (!rows) return unexpected(failed(rows.error()));
  const std::vector<std::string> wanted = call.parameters.all("event_id");
  std::vector<EventId> events;
  for (const domain::EventRow& row : *rows) {
    const bool is_wanted =
        wanted.empty() || std::ranges::any_of(wanted, [&](const std::string& text) {
          return EventId::parse(text) == row.event_id;
        });
    if (is_wanted) events.push_back(row.event_id);
  }
  return events;
}

}  // namespace

Answer<net::Response> list_attachments(Call& call) {
  const auto page = read_offset_page(call.parameters);
  if (!page) return unexpected(page.error());
  const auto event = read_event(call);
  if (!event) return unexpected(event.error());
  ports::AttachmentQuery query;
  query.project = project_of(call);
  query.event = *event;
  read_name(call, *page, query);
  auto found = call.meta().items().attachments().list(query);
  if (!found) return unexpected(failed(found.error()));
  return page_of(call, *page, *std::move(found));
}

Answer<net::Response> list_issue_attachments(Call& call) {
  const auto page = read_offset_page(call.parameters);
  if (!page) return unexpected(page.error());
  const auto issue = find_issue(call, call.request.param("issue"));
  if (!issue) return unexpected(issue.error());
  auto events = events_of(call, *issue);
  if (!events) return unexpected(events.error());
  ports::AttachmentSearch search;
  search.project = issue->project;
  search.events = *std::move(events);
  const std::vector<std::string> types = call.parameters.all("types");
  for (const std::string& name : types) {
    const protocol::AttachmentType type = protocol::parse_attachment_type(name);
    if (protocol::name_of(type) == name) search.types.push_back(type);
  }
  if (!types.empty() && search.types.empty()) search.events.clear();  // Nothing is of such a type.
  read_name(call, *page, search);
  search.screenshots = search.screenshots || call.parameters.text("screenshot").has_value();
  auto found = call.meta().items().attachments().search(search);
  if (!found) return unexpected(failed(found.error()));
  return page_of(call, *page, *std::move(found));
}

Answer<net::Response> show_attachment(Call& call) {
  const auto attachment = read_attachment(call);
  if (!attachment) return unexpected(attachment.error());
  if (call.parameters.text("download")) return download(call, *attachment);
  return json_response(attachment_json(*attachment));
}

Answer<net::Response> delete_attachment(Call& call) {
  const auto attachment = read_attachment(call);
  if (!attachment) return unexpected(attachment.error());
  const auto removed = call.meta().items().attachments().remove(project_of(call), attachment->id);
  if (!removed) return unexpected(failed(removed.error()));
  return empty_response();
}

}  // namespace picket::api
