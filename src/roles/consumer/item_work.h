// ItemWork: what the pure part made of a batch of item messages, before anything is stored.
#pragma once

#include <cstddef>
#include <string_view>
#include <variant>
#include <vector>

#include "domain/items/facts.h"
#include "ports/attachments.h"
#include "ports/dead_letters.h"
#include "ports/transactions.h"
#include "ports/user_reports.h"
#include "protocol/item_message.h"
#include "roles/consumer/outcome_tally.h"

namespace picket::consumer {

using ItemRow =
    std::variant<ports::Attachment, ports::UserReport, ports::TransactionRow, ports::SpanContainer,
                 std::vector<domain::items::SessionFacts>, domain::items::CheckInFacts>;

/// An item that is kept. Its message's texts live as long as the record.
struct KeptItem {
  protocol::ItemMessage message;
  ItemRow row;
  bool keeps_payload = false;  ///< Its payload goes to the blob store.
};

struct ItemWork {
  std::vector<KeptItem> items;
  std::vector<ports::DeadLetter> dead_letters;
  OutcomeTally outcomes;
  // Set when it is stored.
  std::size_t stored = 0;
  std::size_t duplicates = 0;
  std::size_t refused = 0;
};

}  // namespace picket::consumer
