#include "roles/relay/unreal_crash.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "codec/decoder.h"
#include "domain/items/crash_context.h"
#include "domain/items/unreal.h"
#include "domain/items/unreal_event.h"
#include "domain/items/unreal_log.h"
#include "protocol/item_limits.h"
#include "protocol/json.h"
#include "roles/relay/limits.h"
#include "roles/relay/split.h"

namespace picket::relay {
namespace {

namespace json = boost::json;
using protocol::AttachmentType;
using protocol::ItemType;
namespace reason = protocol::reason;

constexpr std::string_view kUserId = "unreal_user_id";

/// Bytes of the container, kept as long as the request.
Result<std::string_view, Drop> inflate(EventWork& work, std::string_view packed) {
  Intake& intake = work.intake;
  // An endpoint has reserved it, and else said so; within an envelope there is no way back.
  if (!intake.expansion && !reserve_expansion(intake, work.context, kMaxUnrealBytes)) {
    return unexpected(Drop{protocol::Outcome::invalid, reason::kUnavailable});
  }
  auto plain = codec::decode_all(codec::ContentCoding::deflate, packed, kMaxUnrealBytes);
  if (!plain) {
    const bool too_large = plain.error() == codec::DecodeError::too_large;
    return unexpected(Drop{protocol::Outcome::invalid,
                           too_large ? "too_large:unreal_report" : reason::kProcessUnreal});
  }
  intake.expansion->shrink_to(plain->size());
  return intake.keep(*std::move(plain));
}

void add_attachment(EventWork& work, const protocol::EnvelopeItem& content) {
  work.group.rest.push_back(
      {content, ItemGuard(work.context.ledger, work.intake.scope, protocol::quantities(content))});
}

const Item* find_file(const EventGroup& group, AttachmentType type) {
  const auto found = std::find_if(group.rest.begin(), group.rest.end(), [type](const Item& item) {
    return item.content.type == ItemType::attachment && item.content.attachment_type == type;
  });
  return found == group.rest.end() ? nullptr : &*found;
}

/// As the uploader told it, which the envelope keeps.
std::string user_id_of(const EventWork& work) {
  const std::string_view header = work.intake.envelope.header_text;
  if (header.find(kUserId) == std::string_view::npos) return {};
  const auto parsed = protocol::parse_json(header);
  if (!parsed || !parsed->is_object()) return {};
  return std::string(protocol::find_string(parsed->get_object(), kUserId));
}

void add_user_report(EventWork& work, std::string report) {
  protocol::EnvelopeItem content;
  content.type = ItemType::user_report;
  content.header = "{}";
  content.payload = work.intake.keep(std::move(report));
  add_attachment(work, content);
}

void add_breadcrumbs(const EventWork& work, json::object& event) {
  std::size_t room = domain::items::kMaxUnrealLogLines;
  for (const Item& item : work.group.rest) {
    if (item.content.type != ItemType::attachment ||
        item.content.attachment_type != AttachmentType::unreal_logs) {
      continue;
    }
    json::array crumbs = domain::items::read_unreal_log(item.content.payload, room, work.arena);
    room -= crumbs.size();
    domain::items::append_breadcrumbs(std::move(crumbs), event);
  }
}

}  // namespace

Result<void, Drop> unpack_unreal(EventWork& work, const protocol::EnvelopeItem& report) {
  const auto bytes = inflate(work, report.payload);
  if (!bytes) return unexpected(bytes.error());
  const auto files = domain::items::read_unreal_container(*bytes);
  if (!files) return drop_invalid(reason::kProcessUnreal);
  std::vector<protocol::EnvelopeItem> contents;
  for (const domain::items::UnrealFile& file : *files) {
    protocol::EnvelopeItem& content = contents.emplace_back();
    content.type = ItemType::attachment;
    content.attachment_type = file.type;
    content.header = work.intake.keep(file_header(file.name, file.content_type));
    content.payload = file.content;
  }
  if (protocol::find_oversized(contents)) return drop_invalid("too_large:unreal_report");
  for (const protocol::EnvelopeItem& content : contents) add_attachment(work, content);
  return {};
}

std::optional<json::object> read_game_event(EventWork& work) {
  const Item* const file = find_file(work.group, AttachmentType::unreal_context);
  if (file == nullptr) return std::nullopt;
  domain::items::CrashContext crash = domain::items::read_crash_context(file->content.payload);
  return domain::items::take_game_event(crash, work.arena);
}

void enrich_from_unreal(EventWork& work, json::object& event) {
  domain::items::write_unreal_user(user_id_of(work), event);
  add_breadcrumbs(work, event);
  const Item* const file = find_file(work.group, AttachmentType::unreal_context);
  if (file == nullptr && work.group.type() != ItemType::unreal_report) return;
  domain::items::CrashContext crash;
  if (file != nullptr) crash = domain::items::read_crash_context(file->content.payload);
  // Whoever made the event, it is no data of the game.
  domain::items::take_game_event(crash, work.arena);
  domain::items::write_unreal(crash, event);
  if (std::string report = domain::items::unreal_user_report(crash, work.group.id);
      !report.empty()) {
    add_user_report(work, std::move(report));
  }
}

}  // namespace picket::relay
