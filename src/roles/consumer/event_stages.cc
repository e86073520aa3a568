#include "roles/consumer/event_stages.h"

#include <algorithm>
#include <utility>

#include "codec/zstd.h"
#include "domain/grouping/grouping.h"
#include "domain/issue/facts.h"
#include "domain/issue/row_from_event.h"
#include "domain/issue/unread.h"
#include "protocol/json_without.h"
#include "roles/consumer/dead_letter.h"

namespace picket::consumer {
namespace {

/// A parsed 5 KB event takes about 20 KB; larger ones go on in the heap.
constexpr std::size_t kArenaBytes = std::size_t{64} << 10U;

Drop dead_letter(std::string_view reason, std::string_view detail) {
  return {Drop::Kind::dead_letter, reason, std::string(detail)};
}

std::string_view to_string(protocol::IngestMessageError error) {
  switch (error) {
    case protocol::IngestMessageError::truncated:
      return "truncated";
    case protocol::IngestMessageError::unknown_version:
      return "unknown version";
    case protocol::IngestMessageError::bad_category:
      return "bad category";
  }
  return "";
}

}  // namespace

/// The path of one event.
const EventStages::Stage EventStages::kStages[] = {
    &EventStages::decode_message,  // Who sent it, which event it is.
    &EventStages::drop_duplicate,  // An SDK's retry ends here.
    &EventStages::parse_document,  // The event itself.
    &EventStages::fingerprint,     // Which events are the same problem.
    &EventStages::drop_discarded,  // What nobody wants to hear of any more ends here.
    &EventStages::describe,        // What issue and event store will say about it.
    &EventStages::find_owners,     // Whose code it is.
};

EventStages::EventStages(const DuplicateWindow& window, const ProjectRules& rules,
                         const OwnerSearches& searches, const DiscardedHashes& discarded,
                         domain::grouping::StackMemo& stacks)
    : window_(window),
      rules_(rules),
      searches_(searches),
      discarded_(discarded),
      stacks_(stacks),
      buffer_(std::make_unique<unsigned char[]>(kArenaBytes)) {}

void EventStages::run(const ports::TopicPartition& from, const ports::LogRecord& record,
                      Timestamp now, WorkBatch& batch) {
  boost::json::monotonic_resource arena(buffer_.get(), kArenaBytes);
  Work work{record, batch, now, &arena, {}, {}, {}};
  Result<void, Drop> kept;
  for (const Stage stage : kStages) {
    kept = (this->*stage)(work);
    if (!kept) break;
  }
  const protocol::IngestMessage& message = work.message;
  count_replayed(message, batch.outcomes);
  if (kept) {
    batch.outcomes.add(message, protocol::Outcome::accepted, "");
    batch.keep(std::move(work.event));
    return;
  }
  switch (kept.error().kind) {
    case Drop::Kind::duplicate:
      ++batch.duplicates;
      batch.outcomes.add(message, protocol::Outcome::invalid, protocol::reason::kDuplicate);
      break;
    case Drop::Kind::discarded:
      batch.discard(kept.error().tombstone, message.received);
      batch.outcomes.add(message, protocol::Outcome::filtered, reason::kDiscardedHash);
      break;
    case Drop::Kind::dead_letter:
      batch.dead_letters.push_back(
          make_dead_letter(from, record, now, kept.error().reason, kept.error().detail));
      batch.dead_letters.back().project = message.project;
      count_dead_letter(message.project ? &message : nullptr, now, batch.outcomes);
      break;
  }
}

Result<void, Drop> EventStages::decode_message(Work& work) {
  const auto message = protocol::decode_ingest_message(work.record.value);
  if (!message) return unexpected(dead_letter(reason::kBadMessage, to_string(message.error())));
  if (!message->project) return unexpected(dead_letter(reason::kBadMessage, "no project"));
  work.message = *message;
  work.event.payload = message->payload;
  return {};
}

Result<void, Drop> EventStages::drop_duplicate(Work& work) {
  const ProjectId project = work.message.project;
  const EventId& event = work.message.event_id;
  if (window_.contains(project, event) || work.batch.keeps(project, event)) {
    return unexpected(Drop{Drop::Kind::duplicate, protocol::reason::kDuplicate, {}});
  }
  return {};
}

Result<void, Drop> EventStages::parse_document(Work& work) {
  const std::size_t limit = std::min<std::size_t>(work.message.json_size, kMaxEventBytes);
  const auto json = codec::zstd_decompress(work.message.payload, limit);
  if (!json) {
    const bool large = json.error() == codec::DecodeError::too_large;
    return unexpected(dead_letter(reason::kBadPayload, large ? "too large" : "corrupt"));
  }
  auto document = protocol::parse_json_without(*json, domain::kUnread, work.arena);
  if (!document) {
    const bool deep = document.error() == protocol::JsonError::too_deep;
    return unexpected(dead_letter(reason::kBadJson, deep ? "too deep" : "syntax"));
  }
  if (!document->is_object()) return unexpected(dead_letter(reason::kBadJson, "not an object"));
  work.document.emplace(std::move(*document));
  return {};
}

Result<void, Drop> EventStages::fingerprint(Work& work) {
  boost::json::object& event = work.document->get_object();
  const ProjectGrouping& how = rules_.grouping(work.message.project);
  // Before rules mark the frames, of which the former ones know nothing.
  if (how.former && work.now < how.former_until)
    work.event.former_hashes = domain::group_event(event, *how.former).hashes;
  domain::Grouping grouping = domain::group_and_mark_event(event, *how.settings, &stacks_);
  work.batch.known_stacks += grouping.known_stacks;
  work.batch.new_stacks += grouping.new_stacks;
  work.event.hashes = std::move(grouping.hashes);
  work.main_exception_id = grouping.main_exception_id;
  work.title = std::move(grouping.title);
  return {};
}

Result<void, Drop> EventStages::drop_discarded(Work& work) {
  const ProjectId project = work.message.project;
  std::int64_t tombstone = discarded_.find(project, work.event.hashes);
  if (tombstone == 0 && !work.event.former_hashes.empty()) {
    // By which an issue is found when none of its hashes has one.
    std::vector<std::string> all = work.event.hashes;
    all.insert(all.end(), work.event.former_hashes.begin(), work.event.former_hashes.end());
    tombstone = discarded_.find(project, all);
  }
  if (tombstone == 0) return {};
  return unexpected(Drop{Drop::Kind::discarded, reason::kDiscardedHash, {}, tombstone});
}

Result<void, Drop> EventStages::describe(Work& work) {
  const boost::json::object& event = work.document->get_object();
  const protocol::IngestMessage& message = work.message;
  work.event.facts = domain::issue_facts(event, work.main_exception_id, work.title);
  work.event.row = domain::row_from_event(
      event, {message.project, message.event_id, message.received, message.category},
      work.event.facts);
  return {};
}

Result<void, Drop> EventStages::find_owners(Work& work) {
  const ProjectId project = work.message.project;
  const OwnershipRules* const rules = rules_.ownership(project);
  if (rules == nullptr || !searches_.due(project, work.event.hashes.front(), work.now)) return {};
  if (work.batch.has_owners(project, work.event.hashes)) return {};
  work.event.owners = search_owners(*rules, work.document->get_object());
  return {};
}

}  // namespace picket::consumer
