#include "roles/consumer/outcomes_processor.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "ports/dead_letters.h"
#include "ports/outcomes.h"
#include "protocol/outcome_batch.h"
#include "roles/consumer/dead_letter.h"
#include "roles/consumer/limits.h"

namespace picket::consumer {
namespace {

/// Sums what differs in quantity only: a batch holds a second of counts many times over.
std::vector<protocol::OutcomeCount> summed(std::vector<protocol::OutcomeCount>&& counts) {
  const auto key = [](const protocol::OutcomeCount& c) {
    return std::tie(c.org, c.project, c.key, c.minute, c.category, c.outcome, c.reason);
  };
  std::sort(counts.begin(), counts.end(),
            [&](const auto& a, const auto& b) { return key(a) < key(b); });
  std::vector<protocol::OutcomeCount> sums;
  for (protocol::OutcomeCount& count : counts) {
    if (!sums.empty() && key(sums.back()) == key(count)) {
      sums.back().quantity += count.quantity;
    } else {
      sums.push_back(std::move(count));
    }
  }
  return sums;
}

}  // namespace

Result<void, engine::ProcessError> OutcomesProcessor::process(const engine::Batch& batch) {
  Work work = decode(batch);
  add_lost(batch, work);
  if (auto done = write(work, batch.next); !done) {
    return unexpected(engine::from_store(std::move(done.error())));
  }
  return {};
}

OutcomesProcessor::Work OutcomesProcessor::decode(const engine::Batch& batch) const {
  Work work;
  for (const ports::LogRecord& record : batch.records) {
    auto counts = protocol::decode_outcome_batch(record.value);
    if (counts) {
      std::move(counts->begin(), counts->end(), std::back_inserter(work.counts));
    } else {
      // No outcome for a message of outcomes: what it counted is in the letter, not gone.
      work.dead_letters.push_back(make_dead_letter(progress_.of(), record, clock_.now(),
                                                   reason::kBadOutcomeBatch,
                                                   protocol::to_string(counts.error())));
    }
  }
  work.counts = summed(std::move(work.counts));
  return work;
}

void OutcomesProcessor::add_lost(const engine::Batch& batch, Work& work) const {
  if (batch.lost() == 0) return;
  OutcomeTally tally;
  tally.add_unknown(clock_.now(), protocol::Outcome::lost, reason::kLogGap, batch.lost(),
                    protocol::Category::unknown);
  for (protocol::OutcomeCount& count : tally.counts()) work.counts.push_back(std::move(count));
}

Result<void> OutcomesProcessor::write(const Work& work, ports::Offset next) {
  auto tx = meta_.begin_write(Deadline::in(kWriterWait));
  if (!tx) return unexpected(std::move(tx.error()));
  const auto applied = progress_.has(**tx, next);
  if (!applied) return unexpected(applied.error());
  if (*applied) return {};
  if (auto done = (*tx)->outcomes().add(work.counts); !done) return done;
  for (const ports::DeadLetter& letter : work.dead_letters) {
    if (auto done = (*tx)->dead_letters().add(letter); !done) {
      return unexpected(std::move(done.error()));
    }
  }
  if (auto done = progress_.put(**tx, next); !done) return done;
  return (*tx)->commit();
}

Result<void> OutcomesProcessor::dead_letter(const engine::Batch& of_one, std::string_view reason,
                                            std::string_view detail) {
  Work work;
  work.dead_letters.push_back(
      make_dead_letter(progress_.of(), of_one.records.front(), clock_.now(), reason, detail));
  add_lost(of_one, work);
  return write(work, of_one.next);
}

Result<std::optional<ports::Offset>> OutcomesProcessor::recover(
    std::optional<ports::Offset> committed) {
  const auto recovered = progress_.recover(committed);
  if (!recovered) return unexpected(recovered.error());
  return recovered->resume;
}

std::size_t OutcomesProcessor::decoded_bytes(const ports::LogRecord& record) const noexcept {
  // An entry of 44 bytes and more becomes an OutcomeCount of about 100.
  return record.value.size() * 3;
}

}  // namespace picket::consumer
