#include "roles/consumer/outcome_tally.h"

#include <string>

namespace picket::consumer {

void OutcomeTally::add(const protocol::IngestMessage& message, protocol::Outcome outcome,
                       std::string_view reason, std::int64_t quantity) {
  sums_[{message.org, message.project, message.key, protocol::minute_of(message.received),
         message.category, outcome, reason}] += quantity;
}

void OutcomeTally::add(const protocol::ItemMessage& message, protocol::Outcome outcome,
                       std::string_view reason, std::int64_t times) {
  for (const protocol::Quantity& count : message.counts) {
    sums_[{message.org, message.project, message.key, protocol::minute_of(message.received),
           count.category, outcome, reason}] += count.amount * times;
  }
}

void OutcomeTally::add_unknown(Timestamp when, protocol::Outcome outcome, std::string_view reason,
                               std::int64_t quantity, protocol::Category category) {
  sums_[{OrgId{}, ProjectId{}, KeyId{}, protocol::minute_of(when), category, outcome, reason}] +=
      quantity;
}

std::vector<protocol::OutcomeCount> OutcomeTally::counts() const {
  std::vector<protocol::OutcomeCount> counts;
  counts.reserve(sums_.size());
  for (const auto& [key, quantity] : sums_) {
    if (quantity == 0) continue;
    counts.push_back({key.org, key.project, key.key, key.minute, key.category, key.outcome,
                      std::string(key.reason), quantity});
  }
  return counts;
}

std::size_t OutcomeTally::KeyHash::operator()(const Key& key) const noexcept {
  auto h = static_cast<std::uint64_t>(key.project.value) * 0x9e3779b97f4a7c15U;
  h ^= static_cast<std::uint64_t>(to_unix_us(key.minute)) + static_cast<std::uint64_t>(key.outcome);
  h ^= static_cast<std::uint64_t>(key.key.value) << 32U;
  h = (h ^ key.reason.size()) * 0xbf58476d1ce4e5b9U;
  return static_cast<std::size_t>(h ^ (h >> 31U));
}

}  // namespace picket::consumer
