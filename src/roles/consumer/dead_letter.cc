#include "roles/consumer/dead_letter.h"

#include <string>

#include "ports/dead_letters.h"

namespace picket::consumer {

ports::DeadLetter make_dead_letter(const ports::TopicPartition& from,
                                   const ports::LogRecord& record, Timestamp now,
                                   std::string_view reason, std::string_view detail) {
  ports::DeadLetter letter;
  letter.from = from;
  letter.offset = record.offset;
  letter.reason = reason;
  letter.detail = detail.substr(0, kMaxDetailBytes);
  letter.message = record.value;
  letter.created = now;
  return letter;
}

void count_dead_letter(const protocol::IngestMessage* message, Timestamp now,
                       OutcomeTally& outcomes) {
  if (message != nullptr) {
    outcomes.add(*message, protocol::Outcome::invalid, protocol::reason::kDeadLetter);
  } else {
    outcomes.add_unknown(now, protocol::Outcome::invalid, protocol::reason::kDeadLetter, 1);
  }
}

void count_dead_letter(const protocol::ItemMessage* message, Timestamp now,
                       OutcomeTally& outcomes) {
  if (message != nullptr) {
    outcomes.add(*message, protocol::Outcome::invalid, protocol::reason::kDeadLetter);
  } else {
    outcomes.add_unknown(now, protocol::Outcome::invalid, protocol::reason::kDeadLetter, 1,
                         protocol::Category::unknown);
  }
}

void count_replayed(const protocol::IngestMessage& message, OutcomeTally& outcomes) {
  if (message.replayed) {
    outcomes.add(message, protocol::Outcome::invalid, protocol::reason::kDeadLetter, -1);
  }
}

}  // namespace picket::consumer
