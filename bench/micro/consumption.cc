#include "micro/consumption.h"

#include <utility>

#include "obs/logger.h"
#include "protocol/topics.h"

namespace picket::micro {

Consumption::Consumption(Installation& installation)
    : telemetry_(installation.metrics(), obs::null_logger()),
      processor_({std::string(protocol::kTopicIngestEvents), 0},
                 {installation.stores(), installation.clock(), issues_, stacks_, telemetry_, 1}) {}

Result<void> Consumption::start() {
  auto recovered = processor_.recover(std::nullopt);
  if (!recovered) return unexpected(std::move(recovered.error()));
  return {};
}

void Consumption::prepare(const Corpus& corpus) {
  records_.clear();
  for (const CorpusEvent& event : corpus.events) {
    records_.push_back(
        {next_++, corpus.received, make_message(event, EventId::random(), corpus.received)});
  }
}

Result<void, std::string> Consumption::apply() {
  const engine::Batch batch{records_.front().offset, next_, records_};
  auto done = processor_.process(batch);
  if (!done) return unexpected(std::string(done.error().error.code));
  return {};
}

}  // namespace picket::micro
