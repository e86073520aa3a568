#include "roles/relay/event_stages.h"

#include <limits>
#include <utility>

#include "base/assert.h"
#include "codec/zstd.h"
#include "domain/filter/filter.h"
#include "domain/normalize/normalize.h"
#include "domain/scrub/projects.h"
#include "domain/scrub/scrub.h"
#include "protocol/ingest_message.h"
#include "protocol/json.h"
#include "roles/relay/event_source.h"
#include "roles/relay/item_writer.h"

namespace picket::relay {
namespace {

/// An error as the consumer of `ingest-events` reads it.
void write_ingest_message(EventWork& work, const domain::ProjectConfig& project) {
  PICKET_ASSERT(work.json.size() <= std::numeric_limits<std::uint32_t>::max());
  const Intake& intake = work.intake;
  protocol::IngestMessage message;
  message.org = project.org;
  message.project = project.project;
  message.key = intake.key->id;
  message.event_id = work.group.id;
  message.received = intake.received;
  const protocol::Quantities& counts = work.group.event.guard.quantities();
  if (counts.size() > 0) message.category = counts.begin()->category;
  message.json_size = static_cast<std::uint32_t>(work.json.size());
  protocol::encode(message, work.message);
  codec::zstd_compress(work.json, work.message);  // The payload comes last: no copy.
}

/// What the envelope says about the trace that it belongs to; null when it says nothing.
const boost::json::object* find_trace(const Intake& intake, boost::json::value& header) {
  const std::string_view text = intake.envelope.header_text;
  if (text.find("\"trace\"") == std::string_view::npos) return nullptr;
  auto parsed = protocol::parse_json(text, header.storage());
  if (!parsed || !parsed->is_object()) return nullptr;
  header = *std::move(parsed);
  const boost::json::value* const trace = header.get_object().if_contains("trace");
  return trace != nullptr ? trace->if_object() : nullptr;
}

domain::EventKind kind_of(protocol::ItemType type) noexcept {
  if (type == protocol::ItemType::transaction) return domain::EventKind::transaction;
  if (type == protocol::ItemType::feedback) return domain::EventKind::feedback;
  return domain::EventKind::error;
}

}  // namespace

EventResult parse_event(EventWork& work, const domain::ProjectConfig&) {
  auto event = read_source(work);
  if (!event) return unexpected(event.error());
  work.document.emplace(*std::move(event));
  return {};
}

EventResult normalize_event(EventWork& work, const domain::ProjectConfig& project) {
  const Intake& intake = work.intake;
  domain::NormalizeContext context;
  context.kind = kind_of(work.group.type());
  context.event_id = work.group.id;
  context.project = project.project;
  context.key = intake.key->id;
  context.received = intake.received;
  context.sent_at = intake.envelope.header.sent_at;
  context.client = intake.credentials->client;
  context.client_ip = intake.client_ip;
  for (const std::string_view name : domain::ClientHints::kNames) {
    *context.hints.find(name) = intake.request.headers.get(name);
  }
  context.user_agents = &work.context.user_agents;
  context.geo = work.context.geo;
  boost::json::value header(work.arena);
  context.trace = find_trace(intake, header);
  context.new_trace = EventId::random();
  const auto normalized = domain::normalize_event(work.document->get_object(), context);
  if (normalized) return {};
  switch (normalized.error()) {
    case domain::NormalizeError::timestamp:
      return drop_invalid(protocol::reason::kTimestamp);
    case domain::NormalizeError::invalid_transaction:
      return drop_invalid(protocol::reason::kInvalidTransaction);
  }
  return drop_invalid(protocol::reason::kInternal);
}

EventResult scrub_event(EventWork& work, const domain::ProjectConfig& project) {
  namespace scrub = domain::scrub;
  scrub::scrub_event(work.document->get_object(),
                     project.scrubbing ? *project.scrubbing : scrub::default_scrubbing());
  return {};
}

EventResult filter_event(EventWork& work, const domain::ProjectConfig& project) {
  if (!project.filters) return {};
  const Intake& intake = work.intake;
  const domain::filter::FilterInput input{work.document->get_object(), intake.client_ip,
                                          intake.request.headers.get("User-Agent"),
                                          &work.context.user_agents};
  const std::string_view reason = domain::filter::find_filter(input, *project.filters);
  if (reason.empty()) return {};
  return unexpected(Drop{protocol::Outcome::filtered, reason});
}

EventResult serialize_event(EventWork& work, const domain::ProjectConfig&) {
  if (work.group.event.without_spans) work.document->get_object().erase("spans");
  work.json.clear();
  protocol::write_json(work.document->get_object(), work.json);
  return {};
}

EventResult write_message(EventWork& work, const domain::ProjectConfig& project) {
  if (event_topic(work.group.type()) == Topic::events) {
    write_ingest_message(work, project);
  } else {
    work.message = encode_with_payload(
        message_of(work.intake, work.group.type(), work.group.id, work.group.event.guard),
        work.json);
  }
  return {};
}

Topic event_topic(protocol::ItemType type) noexcept {
  switch (type) {
    case protocol::ItemType::transaction:
      return Topic::transactions;
    case protocol::ItemType::feedback:
      return Topic::feedback;
    default:  // Whatever else makes an event makes an error.
      return Topic::events;
  }
}

}  // namespace picket::relay
