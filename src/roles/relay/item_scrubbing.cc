// What is personal or secret in items that are no error events. Source: shared spec "ingest",
// section 4.6 (engine, 12): attachments know the rules that people wrote, and no others.
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "domain/scrub/attachment.h"
#include "domain/scrub/projects.h"
#include "domain/scrub/scrub.h"
#include "protocol/json.h"
#include "roles/relay/item_stages.h"

namespace picket::relay {
namespace {

namespace scrub = domain::scrub;
using protocol::AttachmentType;

/// Empty when nothing changed.
std::optional<std::string> scrubbed(std::string_view bytes, AttachmentType type,
                                    std::string_view name, const scrub::CompiledRules& rules) {
  if (type == AttachmentType::view_hierarchy) {
    if (auto json = scrub::scrub_json_attachment(bytes, name, rules)) return json;
  }
  if (!scrub::may_change_bytes(name, rules)) return std::nullopt;
  std::string copy(bytes);
  const bool changed = type == AttachmentType::minidump
                           ? scrub::scrub_minidump(copy, name, rules)
                           : scrub::scrub_attachment(copy, name, rules);
  return changed ? std::optional(std::move(copy)) : std::nullopt;
}

std::string filename_of(const protocol::EnvelopeItem& item) {
  const auto header = protocol::parse_json(item.header);
  if (!header || !header->is_object()) return {};
  return std::string(protocol::find_string(header->get_object(), "filename"));
}

}  // namespace

ItemResult scrub_item(ItemWork& work, const domain::ProjectConfig& project) {
  const scrub::ScrubConfig& config =
      project.scrubbing ? *project.scrubbing : scrub::default_scrubbing();
  protocol::EnvelopeItem& item = work.item.content;
  if (item.type == protocol::ItemType::span) {
    if (auto spans = scrub::scrub_spans(work.json, config)) work.json = *std::move(spans);
  } else if (item.type == protocol::ItemType::attachment && !config.advanced().is_empty()) {
    auto bytes = scrubbed(item.payload, item.attachment_type, filename_of(item), config.advanced());
    if (bytes) item.payload = work.intake.keep(*std::move(bytes));
  }
  return {};
}

}  // namespace picket::relay
