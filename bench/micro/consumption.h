// The consumer's work on batches of the corpus.
#pragma once

#include <vector>

#include "base/result.h"
#include "domain/grouping/stack_memo.h"
#include "micro/corpus.h"
#include "micro/installation.h"
#include "ports/log.h"
#include "roles/consumer/ingest_processor.h"

namespace picket::micro {

/// The one partition of an installation, which outlives it.
class Consumption {
 public:
  explicit Consumption(Installation& installation);

  /// Before the first batch.
  Result<void> start();
  /// The next batch: the corpus again, with other event ids.
  void prepare(const Corpus& corpus);
  /// Applies it. The reason why not.
  Result<void, std::string> apply();

 private:
  consumer::IssueCache issues_;
  domain::grouping::StackMemo stacks_;
  consumer::Telemetry telemetry_;
  consumer::IngestProcessor processor_;
  std::vector<ports::LogRecord> records_;
  ports::Offset next_ = 0;
};

}  // namespace picket::micro
