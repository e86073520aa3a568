#include "roles/consumer/item_processor.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <utility>
#include <vector>

#include "base/fault_point.h"
#include "ports/dead_letters.h"
#include "ports/outcomes.h"
#include "protocol/topics.h"
#include "roles/consumer/dead_letter.h"
#include "roles/consumer/item_rows.h"
#include "roles/consumer/limits.h"

namespace picket::consumer {
namespace {

void set_payload(ItemRow& row, const domain::BlobRef& ref) {
  std::visit(
      [&](auto& of) {
        if constexpr (requires { of.payload = ref; }) of.payload = ref;
      },
      row);
}

}  // namespace

ItemProcessor::ItemProcessor(const ports::TopicPartition& of, const ports::Stores& stores,
                             const Clock& clock, Telemetry& telemetry)
    : progress_(protocol::kGroupIngestConsumer, of, stores.meta),
      stores_(stores),
      clock_(clock),
      telemetry_(telemetry),
      stages_(stores.blobs) {}

Result<void, engine::ProcessError> ItemProcessor::process(const engine::Batch& batch) {
  ItemWork work;
  if (auto done = apply(batch, work); !done) {
    return unexpected(engine::from_store(std::move(done.error())));
  }
  return {};
}

Result<void> ItemProcessor::apply(const engine::Batch& batch, ItemWork& work) {
  for (const ports::LogRecord& record : batch.records) {
    if (auto done = stages_.run(progress_.of(), record, clock_.now(), work); !done) return done;
  }
  add_lost(batch.lost(), reason::kLogGap, work);
  if (auto done = store_payloads(work); !done) return done;
  fault_point("consumer.items_after_blobs");
  return write(work, batch.next);
}

Result<void> ItemProcessor::store_payloads(ItemWork& work) {
  // By the day of reception, as rows expire.
  std::map<Timestamp, std::vector<KeptItem*>> by_day;
  for (KeptItem& item : work.items) {
    if (!item.keeps_payload) continue;
    by_day[std::chrono::floor<std::chrono::days>(item.message.received)].push_back(&item);
  }
  for (const auto& [day, items] : by_day) {
    std::vector<std::string_view> payloads;
    payloads.reserve(items.size());
    for (const KeptItem* item : items) payloads.push_back(item->message.payload);
    const auto refs = stores_.blobs.put(day, payloads);
    if (!refs) return unexpected(refs.error());
    for (std::size_t i = 0; i < items.size(); ++i) set_payload(items[i]->row, (*refs)[i]);
  }
  return {};
}

Result<void> ItemProcessor::write(ItemWork& work, ports::Offset next) {
  auto tx = stores_.meta.begin_write(Deadline::in(kWriterWait));
  if (!tx) return unexpected(std::move(tx.error()));
  const auto applied = progress_.has(**tx, next);
  if (!applied) return unexpected(applied.error());
  if (*applied) return {};
  for (const KeptItem& item : work.items) {
    const auto stored = store_row(item, (*tx)->items());
    if (!stored) return unexpected(stored.error());
    switch (*stored) {
      case Stored::stored:
        ++work.stored;
        work.outcomes.add(item.message, protocol::Outcome::accepted, "");
        break;
      case Stored::duplicate:
        ++work.duplicates;
        work.outcomes.add(item.message, protocol::Outcome::invalid, protocol::reason::kDuplicate);
        break;
      case Stored::refused:
        ++work.refused;
        work.outcomes.add(item.message, protocol::Outcome::invalid, reason::kTooManyMonitors);
        break;
    }
  }
  if (auto done = (*tx)->outcomes().add(work.outcomes.counts()); !done) return done;
  for (const ports::DeadLetter& letter : work.dead_letters) {
    if (auto done = (*tx)->dead_letters().add(letter); !done) {
      return unexpected(std::move(done.error()));
    }
  }
  if (auto done = progress_.put(**tx, next); !done) return done;
  if (auto done = (*tx)->commit(); !done) return done;
  telemetry_.items_stored(work);
  return {};
}

Result<void> ItemProcessor::dead_letter(const engine::Batch& of_one, std::string_view reason,
                                        std::string_view detail) {
  const ports::LogRecord& record = of_one.records.front();
  const Timestamp now = clock_.now();
  ItemWork work;
  work.dead_letters.push_back(make_dead_letter(progress_.of(), record, now, reason, detail));
  const auto message = protocol::decode_item_message(record.value);
  const bool readable = message && message->project;
  if (readable) {
    work.dead_letters.back().project = message->project;
    if (message->replayed) {
      work.outcomes.add(*message, protocol::Outcome::invalid, protocol::reason::kDeadLetter, -1);
    }
  }
  count_dead_letter(readable ? &*message : nullptr, now, work.outcomes);
  add_lost(of_one.lost(), reason::kLogGap, work);
  return write(work, of_one.next);
}

Result<std::optional<ports::Offset>> ItemProcessor::recover(
    std::optional<ports::Offset> committed) {
  const auto recovered = progress_.recover(committed);
  if (!recovered) return unexpected(recovered.error());
  const ports::Offset applied = recovered->applied;
  if (applied != 0 && recovered->resume && *recovered->resume > applied) {
    telemetry_.skipped(applied, *recovered->resume);
    ItemWork work;
    add_lost(*recovered->resume - applied, reason::kSkipped, work);
    if (auto done = write(work, *recovered->resume); !done) return unexpected(done.error());
  }
  return recovered->resume;
}

void ItemProcessor::add_lost(std::int64_t records, std::string_view reason, ItemWork& work) const {
  if (records == 0) return;
  work.outcomes.add_unknown(clock_.now(), protocol::Outcome::lost, reason, records,
                            protocol::Category::unknown);
}

std::size_t ItemProcessor::decoded_bytes(const ports::LogRecord& record) const noexcept {
  const auto message = protocol::decode_item_message(record.value);
  return message ? std::min<std::size_t>(message->payload_size, ItemStages::kMaxPayloadBytes)
                 : record.value.size();
}

}  // namespace picket::consumer
