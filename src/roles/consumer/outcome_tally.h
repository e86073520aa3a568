// OutcomeTally: the outcomes of one batch, summed before they are written.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "protocol/ingest_message.h"
#include "protocol/item_message.h"
#include "protocol/outcome.h"

namespace picket::consumer {

/// One thread.
class OutcomeTally {
 public:
  /// `reason` must be in static storage: it is one of protocol::reason or of this folder.
  void add(const protocol::IngestMessage& message, protocol::Outcome outcome,
           std::string_view reason, std::int64_t quantity = 1);
  /// `times` every quantity of the item; none for an item without outcomes.
  void add(const protocol::ItemMessage& message, protocol::Outcome outcome, std::string_view reason,
           std::int64_t times = 1);
  /// Of a message whose project cannot be known.
  void add_unknown(Timestamp when, protocol::Outcome outcome, std::string_view reason,
                   std::int64_t quantity, protocol::Category category = protocol::Category::error);

  /// Sums that are not zero.
  std::vector<protocol::OutcomeCount> counts() const;
  void clear() { sums_.clear(); }

 private:
  struct Key {
    OrgId org;
    ProjectId project;
    KeyId key;
    Timestamp minute;
    protocol::Category category;
    protocol::Outcome outcome;
    std::string_view reason;
    friend bool operator==(const Key&, const Key&) = default;
  };
  struct KeyHash {
    std::size_t operator()(const Key& key) const noexcept;
  };

  std::unordered_map<Key, std::int64_t, KeyHash> sums_;
};

}  // namespace picket::consumer
