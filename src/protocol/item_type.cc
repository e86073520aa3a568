#include "protocol/item_type.h"

#include <array>
#include <cstddef>
#include <utility>

namespace picket::protocol {
namespace {

constexpr std::array<std::pair<ItemType, ItemTraits>, 25> kItems = {{
    {ItemType::event, {"event", SizeClass::event, true, true, true}},
    {ItemType::transaction, {"transaction", SizeClass::event, true, true, true}},
    {ItemType::security, {"security", SizeClass::event, true, true, true}},
    {ItemType::raw_security, {"raw_security", SizeClass::event, true, true, true}},
    {ItemType::nel, {"nel", SizeClass::event, false, false, true}},
    {ItemType::form_data, {"form_data", SizeClass::event, true, false, true}},
    {ItemType::attachment, {"attachment", SizeClass::attachment, true, false, true}},
    {ItemType::unreal_report, {"unreal_report", SizeClass::attachment, true, true, true}},
    {ItemType::user_report, {"user_report", SizeClass::attachment, true, false, true}},
    {ItemType::feedback, {"feedback", SizeClass::event, true, true, true}},
    {ItemType::session, {"session", SizeClass::session, false, false, true}},
    {ItemType::sessions, {"sessions", SizeClass::session, false, false, true}},
    {ItemType::client_report, {"client_report", SizeClass::client_report, false, false, false}},
    {ItemType::check_in, {"check_in", SizeClass::check_in, false, false, true}},
    {ItemType::profile, {"profile", SizeClass::profile, true, false, false}},
    {ItemType::profile_chunk, {"profile_chunk", SizeClass::profile, false, false, false}},
    {ItemType::replay_event, {"replay_event", SizeClass::event, true, false, false}},
    {ItemType::replay_recording, {"replay_recording", SizeClass::replay, false, false, false}},
    {ItemType::replay_video, {"replay_video", SizeClass::replay, false, false, false}},
    {ItemType::statsd, {"statsd", SizeClass::metric, false, false, false}},
    {ItemType::metric_buckets, {"metric_buckets", SizeClass::metric, false, false, false}},
    {ItemType::span, {"span", SizeClass::span, false, false, true}},
    {ItemType::log, {"log", SizeClass::container, false, false, false}},
    {ItemType::trace_metric, {"trace_metric", SizeClass::container, false, false, false}},
    {ItemType::unknown, {"unknown", SizeClass::unlimited, false, false, false}},
}};

constexpr bool in_order() {
  for (std::size_t i = 0; i < kItems.size(); ++i) {
    if (static_cast<std::size_t>(kItems[i].first) != i) return false;
  }
  return true;
}
static_assert(in_order(), "traits() indexes by the enumerator");

struct AttachmentTraits {
  AttachmentType type;
  std::string_view name;
  std::string_view kind;
  bool creates_event;
};

constexpr std::array<AttachmentTraits, 9> kAttachments = {{
    {AttachmentType::plain, "event.attachment", "attachment", false},
    {AttachmentType::minidump, "event.minidump", "minidump", true},
    {AttachmentType::apple_crash_report, "event.applecrashreport", "apple_crash_report", true},
    {AttachmentType::event_payload, "event.payload", "event_payload", true},
    {AttachmentType::breadcrumbs, "event.breadcrumbs", "breadcrumbs", true},
    {AttachmentType::prosperodump, "playstation.prosperodump", "prosperodump", true},
    {AttachmentType::unreal_context, "unreal.context", "unreal_context", false},
    {AttachmentType::unreal_logs, "unreal.logs", "unreal_logs", false},
    {AttachmentType::view_hierarchy, "event.view_hierarchy", "view_hierarchy", false},
}};

const AttachmentTraits& traits_of(AttachmentType type) noexcept {
  return kAttachments[static_cast<std::size_t>(type)];
}

}  // namespace

const ItemTraits& traits(ItemType type) noexcept {
  return kItems[static_cast<std::size_t>(type)].second;
}

ItemType parse_item_type(std::string_view name) noexcept {
  if (name == "user_report_v2") return ItemType::feedback;
  if (name == "profile_chunk_ui") return ItemType::profile_chunk;
  for (const auto& [type, item] : kItems) {
    if (item.name == name) return type;
  }
  return ItemType::unknown;
}

AttachmentType parse_attachment_type(std::string_view name) noexcept {
  for (const AttachmentTraits& attachment : kAttachments) {
    if (attachment.name == name) return attachment.type;
  }
  return AttachmentType::plain;
}

std::string_view name_of(AttachmentType type) noexcept {
  return traits_of(type).name;
}

std::string_view kind_of(AttachmentType type) noexcept {
  return traits_of(type).kind;
}

bool creates_event(ItemType type, AttachmentType attachment) noexcept {
  if (type == ItemType::attachment) return traits_of(attachment).creates_event;
  return traits(type).creates_event;
}

}  // namespace picket::protocol
