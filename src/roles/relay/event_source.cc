#include "roles/relay/event_source.h"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/items/form_data.h"
#include "domain/items/minidump.h"
#include "domain/report/report.h"
#include "protocol/item_limits.h"
#include "protocol/json.h"
#include "protocol/msgpack.h"
#include "roles/relay/request_facts.h"
#include "roles/relay/unreal_crash.h"

namespace picket::relay {
namespace {

namespace json = boost::json;
using protocol::AttachmentType;
using protocol::ItemType;
namespace reason = protocol::reason;
using Event = Result<json::object, Drop>;

Event no_event(protocol::Outcome outcome, std::string_view why) {
  return unexpected(Drop{outcome, why});
}

Event no_event(std::string_view why) {
  return no_event(protocol::Outcome::invalid, why);
}

Event read_json(EventWork& work) {
  auto parsed =
      protocol::parse_json(work.group.event.content.payload, work.arena, protocol::NonFinite::keep);
  if (!parsed) return no_event(reason::kInvalidJson);
  if (parsed->is_null()) return no_event(reason::kNoData);
  if (!parsed->is_object()) return no_event(reason::kInvalidJson);
  return std::move(parsed->get_object());
}

/// Moves the items of the group that are the kind out of it.
std::vector<Item> take_if(EventGroup& group, bool (*is)(const protocol::EnvelopeItem&)) {
  std::vector<Item> taken;
  const auto gone = std::stable_partition(group.rest.begin(), group.rest.end(),
                                          [is](const Item& item) { return !is(item.content); });
  std::move(gone, group.rest.end(), std::back_inserter(taken));
  group.rest.erase(gone, group.rest.end());
  return taken;
}

bool is_event_file(const protocol::EnvelopeItem& item) {
  return item.type == ItemType::attachment &&
         (item.attachment_type == AttachmentType::event_payload ||
          item.attachment_type == AttachmentType::breadcrumbs);
}

bool is_unreal_report(const protocol::EnvelopeItem& item) {
  return item.type == ItemType::unreal_report;
}

bool is_form(const protocol::EnvelopeItem& item) {
  return item.type == ItemType::form_data;
}

/// Breadcrumbs follow one another in their file.
Result<json::array, Drop> read_breadcrumbs(std::string_view bytes, const json::storage_ptr& arena) {
  json::array crumbs(arena);
  while (!bytes.empty()) {
    auto crumb = protocol::take_msgpack(bytes, arena);
    if (!crumb) return unexpected(Drop{protocol::Outcome::invalid, reason::kInvalidMsgpack});
    crumbs.push_back(*std::move(crumb));
  }
  return crumbs;
}

Event read_payload_file(std::string_view bytes, const json::storage_ptr& arena) {
  auto parsed = protocol::take_msgpack(bytes, arena);
  if (!parsed || !parsed->is_object()) return no_event(reason::kInvalidMsgpack);
  return std::move(parsed->get_object());
}

std::string_view too_large(AttachmentType type) {
  return type == AttachmentType::breadcrumbs ? "too_large:attachment:breadcrumbs"
                                             : "too_large:attachment:event_payload";
}

/// The event that a native SDK left beside the dump, as MessagePack.
Event read_files(EventWork& work, std::vector<Item>& files) {
  const std::uint64_t most = protocol::limit_of(protocol::SizeClass::event).item_bytes;
  json::object event(work.arena);
  std::vector<json::array> crumbs;
  for (Item& file : files) {
    const AttachmentType type = file.content.attachment_type;
    if (file.content.payload.size() > most) return no_event(too_large(type));
    if (type == AttachmentType::event_payload) {
      auto read = read_payload_file(file.content.payload, work.arena);
      if (!read) return read;
      event = *std::move(read);
    } else {
      auto read = read_breadcrumbs(file.content.payload, work.arena);
      if (!read) return unexpected(read.error());
      crumbs.push_back(*std::move(read));
    }
  }
  if (!crumbs.empty()) {
    json::array all = std::move(crumbs.front());
    for (std::size_t i = 1; i < crumbs.size(); ++i) {
      all = domain::items::merge_breadcrumbs(std::move(all), std::move(crumbs[i]));
    }
    event["breadcrumbs"].emplace_object()["values"] = std::move(all);
  }
  return event;
}

Event read_form(EventWork& work, std::string_view payload) {
  json::object event(work.arena);
  const auto pairs = protocol::parse_json(payload);
  if (!pairs || !pairs->is_array()) return no_event(reason::kInvalidJson);
  std::vector<domain::items::FormField> fields;
  for (const json::value& pair : pairs->get_array()) {
    if (!pair.is_array() || pair.get_array().size() != 2) continue;
    const json::value& name = pair.get_array()[0];
    const json::value& value = pair.get_array()[1];
    if (!name.is_string() || !value.is_string()) continue;
    fields.push_back({std::string_view(name.get_string()), std::string_view(value.get_string())});
  }
  domain::items::merge_form(fields, event);
  return event;
}

/// What lies beside the crash says about it; files win over fields.
Event read_beside(EventWork& work) {
  std::vector<Item> files = take_if(work.group, is_event_file);
  std::vector<Item> forms = take_if(work.group, is_form);
  Event event(json::object(work.arena));
  if (!files.empty()) {
    event = read_files(work, files);
  } else if (!forms.empty()) {
    event = read_form(work, forms.front().content.payload);
  }
  for (Item& file : files) {
    if (event) {
      file.guard.hand_over();  // Part of the event now.
    } else {
      file.guard.drop(event.error().outcome, event.error().reason);
    }
  }
  return event;
}

/// A report beside an event is what the event is about: the event takes its properties. One that
/// cannot be unpacked goes alone.
void unpack_beside(EventWork& work) {
  for (Item& report : take_if(work.group, is_unreal_report)) {
    if (const auto unpacked = unpack_unreal(work, report.content); unpacked) {
      report.guard.hand_over();  // Its files are there instead, the event counts as the crash.
    } else {
      report.guard.drop(unpacked.error().outcome, unpacked.error().reason);
    }
  }
}

/// The game's own event, or what lies beside the crash.
Event read_unreal(EventWork& work) {
  const auto unpacked = unpack_unreal(work, work.group.event.content);
  if (!unpacked) return unexpected(unpacked.error());
  if (auto event = read_game_event(work)) return *std::move(event);
  return read_beside(work);
}

Event refused(domain::ReportError error) {
  switch (error) {
    case domain::ReportError::invalid_json:
      return no_event(reason::kInvalidJson);
    case domain::ReportError::too_many:
      return no_event("too_large:raw_security");
    case domain::ReportError::unknown_type:
      return no_event(reason::kSecurityReportType);
    case domain::ReportError::unsupported_type:
      return no_event(protocol::Outcome::filtered, "invalid-csp");
    case domain::ReportError::invalid:
      return no_event(reason::kSecurityReport);
  }
  return no_event(reason::kInternal);
}

Event read_security(EventWork& work) {
  const auto header = protocol::parse_json(work.group.event.content.header);
  domain::ReportRequest request;
  if (header && header->is_object()) {
    request.release = protocol::find_string(header->get_object(), "sentry_release");
    request.environment = protocol::find_string(header->get_object(), "sentry_environment");
  }
  request.origin = request_origin(work.intake.request);
  auto event =
      domain::event_from_security_report(work.group.event.content.payload, request, work.arena);
  if (!event) return refused(event.error());
  return *std::move(event);
}

Event read_nel(EventWork& work) {
  auto event = domain::event_from_nel_report(work.group.event.content.payload, work.intake.received,
                                             work.arena);
  if (!event) return refused(event.error());
  return *std::move(event);
}

Event read_any(EventWork& work) {
  if (work.group.type() == ItemType::raw_security) return read_security(work);
  if (work.group.type() == ItemType::nel) return read_nel(work);
  if (work.group.type() == ItemType::unreal_report) return read_unreal(work);
  return work.group.implied ? read_beside(work) : read_json(work);
}

/// What an event is until somebody reads the crash itself.
void write_crash(const EventGroup& group, json::object& event) {
  using domain::items::CrashKind;
  for (const Item& item : group.rest) {
    if (item.content.type != ItemType::attachment) continue;
    if (item.content.attachment_type == AttachmentType::minidump) {
      domain::items::write_placeholder(CrashKind::minidump, event);
      const auto facts = domain::items::read_minidump(item.content.payload);
      if (facts) domain::items::write_facts(*facts, event);
      return;
    }
    if (item.content.attachment_type == AttachmentType::apple_crash_report) {
      domain::items::write_placeholder(CrashKind::apple_report, event);
      return;
    }
  }
}

}  // namespace

Event read_source(EventWork& work) {
  Event event = read_any(work);
  if (!event || event_topic(work.group.type()) != Topic::events) return event;
  unpack_beside(work);
  enrich_from_unreal(work, *event);
  write_crash(work.group, *event);
  return event;
}

}  // namespace picket::relay
