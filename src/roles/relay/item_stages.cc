#include "roles/relay/item_stages.h"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/json.hpp>

#include "domain/filter/filter.h"
#include "domain/items/check_in.h"
#include "domain/items/container.h"
#include "domain/items/session.h"
#include "domain/items/user_report.h"
#include "protocol/json.h"
#include "roles/relay/item_writer.h"

namespace picket::relay {
namespace {

using domain::items::Fault;
using protocol::Category;
using protocol::ItemType;
namespace reason = protocol::reason;

/// Texts of the item's header that a message carries.
struct HeaderFacts {
  std::string_view filename;
  std::string_view content_type;
};

HeaderFacts read_header(Intake& intake, const protocol::EnvelopeItem& item) {
  HeaderFacts facts;
  const auto header = protocol::parse_json(item.header);
  if (!header || !header->is_object()) return facts;
  const auto text = [&](std::string_view key) {
    return intake.keep(std::string(protocol::find_string(header->get_object(), key)));
  };
  facts.filename = text("filename");
  facts.content_type = text("content_type");
  return facts;
}

Topic topic_of(ItemType type) {
  switch (type) {
    case ItemType::session:
    case ItemType::sessions:
      return Topic::metrics;
    case ItemType::check_in:
      return Topic::monitors;
    case ItemType::span:
      return Topic::transactions;
    default:  // Attachments and user reports; other types never come here.
      return Topic::attachments;
  }
}

/// `fault` as the outcome of an item that has quantities; the others leave none.
template <class Value>
ItemResult keep(Result<Value, Fault> read, Value& kept, std::string_view unbelievable) {
  if (!read) {
    return drop_invalid(read.error() == Fault::json ? reason::kInvalidJson : unbelievable);
  }
  kept = *std::move(read);
  return {};
}

/// Spans that the project does not want, by the filter's reason.
using Unwanted = std::vector<std::pair<std::string_view, std::int64_t>>;

/// True when the project wants the span; else it is counted.
bool wants_span(const ItemWork& work, const domain::ProjectConfig& project,
                const boost::json::object& span, Unwanted& unwanted) {
  if (!project.filters) return true;
  const std::string_view why = domain::filter::find_span_filter(
      {span, work.intake.client_ip, work.intake.request.headers.get("User-Agent"),
       &work.context.user_agents},
      *project.filters);
  if (why.empty()) return true;
  const auto known = std::find_if(unwanted.begin(), unwanted.end(),
                                  [why](const auto& reason) { return reason.first == why; });
  if (known != unwanted.end()) {
    ++known->second;
  } else {
    unwanted.emplace_back(why, 1);
  }
  return false;
}

/// Counts what is left out; when that is all there was, the item is what is filtered last.
ItemResult drop_unwanted(ItemWork& work, bool is_all, Unwanted unwanted) {
  std::string_view last;
  if (is_all) {
    last = unwanted.back().first;
    unwanted.pop_back();
  }
  for (const auto& [why, spans] : unwanted) {
    work.item.guard.drop_some({Category::span, spans}, protocol::Outcome::filtered, why);
  }
  if (is_all) return unexpected(Drop{protocol::Outcome::filtered, last});
  return {};
}

ItemResult validate_spans(ItemWork& work, const domain::ProjectConfig& project) {
  const protocol::EnvelopeItem& item = work.item.content;
  if (item.item_count > 0 && !domain::items::names_container(item.header, item.type)) {
    return drop_invalid(reason::kInvalidSpan);
  }
  Unwanted unwanted;
  domain::items::Spans spans;
  auto read = keep(domain::items::read_spans(item.payload, item.item_count,
                                             [&](const boost::json::object& span) {
                                               return wants_span(work, project, span, unwanted);
                                             }),
                   spans, reason::kInvalidSpan);
  if (!read) return read;
  if (spans.invalid > 0) {
    work.item.guard.drop_some({Category::span, static_cast<std::int64_t>(spans.invalid)},
                              protocol::Outcome::invalid, reason::kInvalidSpan);
  }
  work.json = std::move(spans.json);
  return drop_unwanted(work, spans.kept == 0, std::move(unwanted));
}

ItemResult validate_user_report(ItemWork& work) {
  domain::items::UserReport report;
  auto read = keep(domain::items::read_user_report(work.item.content.payload, work.event), report,
                   reason::kInvalidJson);
  if (!read) return read;
  work.event = report.event;
  work.json = std::move(report.json);
  return read;
}

}  // namespace

ItemResult validate_item(ItemWork& work, const domain::ProjectConfig& project) {
  namespace items = domain::items;
  const protocol::EnvelopeItem& item = work.item.content;
  const items::SessionContext clock{work.intake.received, work.intake.envelope.header.sent_at};
  switch (item.type) {
    case ItemType::session:
      return keep(items::read_session(item.payload, clock), work.json, reason::kTimestamp);
    case ItemType::sessions:
      return keep(items::read_sessions(item.payload, clock), work.json, reason::kTimestamp);
    case ItemType::check_in:
      return keep(items::read_check_in(item.payload), work.json, reason::kInvalidJson);
    case ItemType::user_report:
      return validate_user_report(work);
    case ItemType::span:
      return validate_spans(work, project);
    case ItemType::form_data:
      return drop_invalid(reason::kNoEventPayload);
    default:  // Attachments hold anything.
      return {};
  }
}

ItemResult write_item(ItemWork& work, const domain::ProjectConfig& project) {
  const protocol::EnvelopeItem& item = work.item.content;
  protocol::ItemMessage message = message_of(work.intake, item.type, work.event, work.item.guard);
  ReadyMessage& ready = work.ready.emplace(ReadyMessage{
      topic_of(item.type), project.project, work.event, {}, std::move(work.item.guard), {}});
  if (item.type != ItemType::attachment) {
    ready.bytes = encode_with_payload(std::move(message), work.json);
    return {};
  }
  const HeaderFacts facts = read_header(work.intake, item);
  message.attachment_type = item.attachment_type;
  message.filename = facts.filename;
  message.content_type = facts.content_type;
  message.size = item.payload.size();
  ready.blob.emplace(UnwrittenBlob{std::move(message), item.payload});
  return {};
}

}  // namespace picket::relay
